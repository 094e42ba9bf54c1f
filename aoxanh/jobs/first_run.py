"""The link that starts an empty installation: printed by the server, so that only its owner has it."""

from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from aoxanh.jobs import clock, founding
from aoxanh.jobs.speaking import say
from aoxanh.kernel.codes import new_token
from aoxanh.units import actions as units
from aoxanh.units import queries as tree


def _file() -> Path:
    return Path(settings.HOME) / "secrets" / "begin"


def link(*, address: str) -> str:
    """Where this empty installation is set up; "" once it stands.

    The secret is kept beside the database until then, so that the link of yesterday goes on working.
    """
    if tree.instance().is_set_up:
        _file().unlink(missing_ok=True)
        return ""
    now = clock.read()
    by = clock.system("serve", now)
    say(_("Cổng chưa được thiết lập. Đang nạp địa bàn hành chính…"))
    founding.load_reference(by=by)
    token = _kept_token()
    units.offer_beginning(by=by, token=token, now=now)
    return urljoin(address, reverse("begin:start", args=[token]))


def _kept_token() -> str:
    path = _file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(new_token(), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
