"""What the address of a list of models asks for, and the chips that turn it over (MOD-08)."""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from aoxanh.activities import queries as activities
from aoxanh.practices.queries import PracticeFilter
from aoxanh.practices.types import PracticeLevel, PracticeState, Replicability
from aoxanh.web.paging import asked_number
from aoxanh.web.request import Request


LEVELS = (PracticeLevel.PROVINCE, PracticeLevel.DISTRICT, PracticeLevel.COMMUNE, PracticeLevel.GRASSROOTS)  # fmt: skip
_REPLICABLE = ("nhan-rong", Replicability.YES, _("Nhân rộng được"))


def asked_filter(request: Request) -> PracticeFilter:
    """The filter in the address; what names nothing narrows nothing."""
    asked = request.GET
    level, state = asked.get("cap", ""), asked.get("trang-thai", "")
    return PracticeFilter(
        text=asked.get("q", "").strip()[:100],
        level=level if level in PracticeLevel.values else "",
        replicability=Replicability.YES if asked.get(_REPLICABLE[0]) else "",
        field_code=asked.get("linh-vuc", "")[:40],
        year=asked_number(request, "nam"),
        state=state if state in PracticeState.values else "",
    )


def chips(request: Request, asked: PracticeFilter) -> list[tuple[str, str, bool]]:
    """(words, address with the filter turned over, whether it is set)."""
    found = [
        _chip(request, "cap", level.value, str(level.label), asked.level == level)
        for level in LEVELS
    ]
    found.append(
        _chip(request, _REPLICABLE[0], "1", str(_REPLICABLE[2]), bool(asked.replicability))
    )
    found += [
        _chip(request, "linh-vuc", field.code, field.name, asked.field_code == field.code)
        for field in activities.fields_of_work()
    ]
    return found


def _chip(
    request: Request, name: str, value: str, words: str, is_set: object
) -> tuple[str, str, bool]:
    kept = {key: held for key, held in request.GET.items() if key not in {name, "trang"}}
    more = {} if is_set else {name: value}
    return words, f"?{urlencode(kept | more)}", bool(is_set)
