"""Documents as LibreOffice prints them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pypdf import PdfReader

from tests.documents.briefings import joined


def printed(content: bytes, folder: Path, extension: str) -> list[str]:
    """The text of each page."""
    file = folder / f"briefing.{extension}"
    file.write_bytes(content)
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'office').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", folder, file], check=True, capture_output=True, timeout=120)
    return [joined(page.extract_text()) for page in PdfReader(folder / "briefing.pdf").pages]
