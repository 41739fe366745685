"""Real proxies before a dashboard: those of docs/deploy, on ports of their own and with a certificate made for the test."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from dokja.records.store import ROOT

EXAMPLES = ROOT / "docs" / "deploy"


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate that its own key signed, for localhost, and that key."""
    crt, key = folder / "crt.pem", folder / "key.pem"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
            ),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(crt)),
        ],
        check=True,
        capture_output=True,
    )
    return crt, key


def example(name: str, exchanged: Mapping[str, str]) -> str:
    """An example of docs/deploy, in which each text that is to be exchanged stands."""
    text = (EXAMPLES / name).read_text("utf-8")
    for old, new in exchanged.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def trusting() -> ssl.SSLContext:
    """What a client needs that believes any certificate."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """A program until the context ends, once it listens."""
    with subprocess.Popen(command) as process:
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


@contextmanager
def nginx(folder: Path, server: str) -> Iterator[str]:
    """The address of nginx with the example's settings before a server at an address."""
    port, (crt, key) = free_port(), certificate(folder)
    site = example(
        "nginx.conf",
        {
            "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
            "dokja.example.go.kr": "localhost",
            "/etc/ssl/certs/dokja.pem": str(crt),
            "/etc/ssl/private/dokja.key": str(key),
            "http://127.0.0.1:8501": server,
        },
    )
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\nuser root;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{places}{site}\n}}\n"
    )
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with running([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")], port):
        yield f"https://localhost:{port}"


@contextmanager
def haproxy(folder: Path, servers: Sequence[str]) -> Iterator[str]:
    """The address of HAProxy with the example's settings before servers at addresses."""
    port, (crt, key) = free_port(), certificate(folder)
    (folder / "both.pem").write_text(crt.read_text() + key.read_text())
    text = example(
        "haproxy.cfg",
        {
            "bind :443": f"bind 127.0.0.1:{port}",
            "/etc/haproxy/dokja.pem": str(folder / "both.pem"),
            "dokja.example.go.kr": "localhost",
            "    server one 127.0.0.1:8501 cookie one\n    server two 127.0.0.1:8502 cookie two\n": "".join(
                f"    server s{number} {urlsplit(address).netloc} cookie s{number}\n"
                for number, address in enumerate(servers)
            ),
        },
    )
    (folder / "haproxy.cfg").write_text(text)
    program = shutil.which("haproxy") or "/usr/sbin/haproxy"
    with running([program, "-q", "-db", "-f", str(folder / "haproxy.cfg")], port):
        yield f"https://localhost:{port}"
