"""The sign-ins of a demo, kept beside the database for whoever starts it: invented persons only."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One printed sign-in: what it may do, in words, and how to get in."""

    role: str
    unit: str
    contact: str
    password: str


def _file() -> Path:
    return Path(settings.HOME) / "demo-accounts.json"


def keep(accounts: Iterable[DemoAccount]) -> None:
    """Replace the kept list; an empty one removes it."""
    rows = [asdict(account) for account in accounts]
    path = _file()
    if not rows:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def kept() -> list[DemoAccount]:
    """The sign-ins of the demo in this home; none when it is no demo."""
    path = _file()
    if not path.exists():
        return []
    return [DemoAccount(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def listed(accounts: Iterable[DemoAccount]) -> str:
    """The sign-ins as a table for the terminal."""
    rows = [(a.contact, a.password, f"{a.role} – {a.unit}") for a in accounts]
    head = (_("Đăng nhập"), _("Mật khẩu"), _("Vai trò"))
    first, second = (max(len(row[column]) for row in (head, *rows)) for column in (0, 1))
    return "\n".join(f"  {a:<{first}}  {b:<{second}}  {c}" for a, b, c in (head, *rows))
