"""Where an installation keeps its state: `AOXANH_HOME`, `./var` in a checkout."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ


env = environ.Env()

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(env.str("AOXANH_HOME", default=str(Path.cwd() / "var"))).resolve()


def origins_of(address: str) -> list[str]:
    """The origin of ``address`` in a list, none for an empty one."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def kept_secret(name: str) -> str:
    """A secret made once and kept readable for its owner only, outside the database."""
    path = HOME / "secrets" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
