"""What the address of a list of models asks for: choices, and what is set as chips to take off (MOD-08)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from aoxanh.activities import queries as activities
from aoxanh.kernel.errors import DomainError
from aoxanh.practices import queries
from aoxanh.practices.queries import PracticeFilter
from aoxanh.practices.types import (
    PARTNER_KINDS,
    MateKind,
    PracticeLevel,
    PracticeState,
    Replicability,
)
from aoxanh.units import queries as units
from aoxanh.web.choices import Choice, choice, kept
from aoxanh.web.paging import asked_number
from aoxanh.web.places.grounds import provinces_on
from aoxanh.web.request import Request


LEVELS = (PracticeLevel.PROVINCE, PracticeLevel.DISTRICT, PracticeLevel.COMMUNE, PracticeLevel.GRASSROOTS)  # fmt: skip
NAMES = ("tinh", "cap", "linh-vuc", "nhan-rong", "doi-tac", "lam-cung", "don-vi", "nam")
"""What narrows a list, as addresses name it."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a page offers to narrow its list by, and what is set."""

    choices: Sequence[Choice]
    chips: Sequence[tuple[str, str]]
    """(words, the address without it)."""


def asked_filter(request: Request, day: date) -> PracticeFilter:
    """The filter in the address; what names nothing narrows nothing."""
    asked = request.GET
    unit = asked_unit(request, day)
    level, state, partners = (asked.get(name, "") for name in ("cap", "trang-thai", "doi-tac"))
    return PracticeFilter(
        text=asked.get("q", "").strip()[:100],
        place_ids=_province_ids(asked.get("tinh", ""), day),
        level=level if level in PracticeLevel.values else "",
        replicability=Replicability.YES if asked.get("nhan-rong") else "",
        field_code=asked.get("linh-vuc", "")[:40],
        year=asked_number(request, "nam"),
        partner_kind=partners if partners in PARTNER_KINDS else "",
        partner=asked.get("lam-cung", "").strip()[:200],
        unit_ids=(unit[0],) if unit else (),
        state=state if state in PracticeState.values else "",
    )


def asked_unit(request: Request, day: date) -> tuple[int, str] | None:
    """The unit in the address, kept or done by which models are asked for, and its name; nothing for none."""
    code = request.GET.get("don-vi", "")[:40]
    try:
        return _unit_of(code, day) if code else None
    except DomainError:
        return None


@lru_cache(maxsize=128)
def _unit_of(code: str, day: date) -> tuple[int, str]:
    """Raises ``UnitMissing``."""
    found = units.public_unit(code=code, day=day)
    return found.unit_id, found.name


def shown(request: Request, asked: PracticeFilter, day: date) -> dict[str, object]:
    """What “practices/narrow.html” draws."""
    return {
        "asked": asked,
        "narrowing": narrowing(request, day),
        "kept_beside_text": kept(request, "q"),
        "kept_beside_choices": kept(request, *(each for each in NAMES if each != "nam")),
    }


def narrowing(request: Request, day: date) -> Narrowing:
    """The choices and what is set, for a list of models."""
    fields = ((each.code, each.name) for each in activities.fields_of_work())
    choices = (
        choice(request, "tinh", _("Tỉnh, thành phố"), _("Cả nước"), provinces_on(day).items()),
        choice(request, "linh-vuc", _("Lĩnh vực"), _("Mọi lĩnh vực"), fields),
        choice(request, "cap", _("Cấp thực hiện"), _("Mọi cấp"), _labelled(LEVELS)),
        choice(
            request, "doi-tac", _("Đối tác"), _("Có hay không đều được"), _labelled(PARTNER_KINDS)
        ),
        choice(
            request,
            "nhan-rong",
            _("Khả năng nhân rộng"),
            _("Mọi mô hình"),
            [("1", _("Nhân rộng được"))],
        ),
    )
    chips = [
        (words, _without(request, each.name))
        for each in choices
        for _value, words, is_set in each.options
        if is_set
    ]
    if partner := request.GET.get("lam-cung", ""):
        said = _("Làm cùng %(partner)s") % {"partner": partner[:80]}
        chips.append((said, _without(request, "lam-cung")))
    if unit := asked_unit(request, day):
        chips.append((unit[1], _without(request, "don-vi")))
    if year := asked_number(request, "nam"):
        chips.append((_("Năm %(year)s") % {"year": year}, _without(request, "nam")))
    return Narrowing(choices, chips)


def _labelled(
    members: Iterable[PracticeLevel] | Iterable[MateKind],
) -> list[tuple[str, str]]:
    return [(member.value, str(member.label)) for member in members]


def _without(request: Request, name: str) -> str:
    return f"?{urlencode(dict(kept(request, name)))}"


@lru_cache(maxsize=128)
def _province_ids(code: str, day: date) -> tuple[int, ...]:
    """A province of today and those that went into it, whose models are told under their old names."""
    if code not in provinces_on(day):
        return ()
    return queries.province_ids(code, day)


KEPT = (_province_ids, _unit_of)
"""What a process remembers of the territory and of units for a day."""
