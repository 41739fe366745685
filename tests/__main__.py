"""Sets up what the machine needs (Chromium, a Korean font) and runs every check: python -m tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = {
    "chromium": "chromium",
    "fonts-noto-cjk": "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "haproxy": "/usr/sbin/haproxy",
    "nginx-light": "/usr/sbin/nginx",
    "openssl": "openssl",
    "postgresql": "/usr/lib/postgresql",
    "rsync": "rsync",
    "libreoffice-writer-nogui": "/usr/lib/libreoffice/program/libswlo.so",
    "libreoffice-impress-nogui": "/usr/lib/libreoffice/program/libslideshowlo.so",
}
CORES = len(os.sched_getaffinity(0))
WORKERS = CORES + CORES // 2
"""A test in a browser waits for a third of its time."""
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest", "-n", str(WORKERS), "--dist", "worksteal", *sys.argv[1:]),
)


def main() -> int:
    """Install, then run the checks in order; the exit status is that of the first that fails."""
    install()
    for check in CHECKS:
        print("$", " ".join(check), flush=True)
        if status := subprocess.run([sys.executable, "-m", *check], cwd=ROOT, check=False).returncode:
            return status
    return 0


def install() -> None:
    """Install the Debian packages that are not there yet, as root or with sudo."""
    missing = [
        name for name, proof in PACKAGES.items() if not shutil.which(proof) and not Path(proof).exists()
    ]
    if not missing:
        return
    root = [] if os.geteuid() == 0 else ["sudo"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*root, "apt-get", "update", "-q"], check=True, env=environment)
    subprocess.run([*root, "apt-get", "install", "-y", "-q", *missing], check=True, env=environment)


if __name__ == "__main__":
    sys.exit(main())
