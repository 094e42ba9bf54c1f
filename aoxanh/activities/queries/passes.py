"""Passes: by their secret link, and those of one person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from django.utils.translation import gettext as _

from aoxanh.activities.models import Pass, Signup
from aoxanh.activities.models.signups import SignupQuerySet
from aoxanh.activities.rules.passes import pass_terms
from aoxanh.activities.types import Art, PassShown, Portal
from aoxanh.documents import queries as documents
from aoxanh.kernel.codes import grouped
from aoxanh.kernel.compiled import Compiled
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.language import in_vietnamese


_PICTURE: Final = "pass_picture"


def _rows() -> SignupQuerySet:
    rows = Signup.objects.select_related(
        "pass_held__activity__place", "pass_held__person", "shift", "slot"
    )
    return rows.order_by("shift__starts_at", "pk")


def _grouped(rows: Iterable[Signup]) -> list[PassShown]:
    by_pass: dict[int, list[Signup]] = defaultdict(list)
    for signup in rows:
        by_pass[signup.pass_held_id].append(signup)
    return [PassShown(signups[0].pass_held, tuple(signups)) for signups in by_pass.values()]


_OF_TOKEN = Compiled(lambda token: _rows().filter(pass_held__token=token), token=str)


def pass_by_token(token: str) -> PassShown:
    """The pass whose link was opened: whoever holds the link may see it. Raises ``Missing``. One statement."""
    found = _grouped(_OF_TOKEN.rows(token=token))
    if not found:
        raise Missing
    return found[0]


def passes_of(person_ids: Collection[int]) -> list[PassShown]:
    """The passes of one person, under all ids of their record; the latest shift first. One statement.

    The caller has made sure that the asker is this person.
    """
    rows = _rows().filter(person_id__in=person_ids).order_by("-shift__starts_at", "pk")
    return _grouped(rows)


def signed_pass(held: Pass) -> str:
    """What the QR code of a pass holds: its code and its activity's, signed by the instance. No database."""
    return documents.sign({"p": held.code, "a": held.activity.code})


@in_vietnamese
def pass_picture(shown: PassShown, signups: Sequence[Signup], *, portal: Portal, art: Art) -> bytes:
    """The pass with its code and ``signups`` as PNG to keep: for whoever holds its link. No database."""
    held, activity = shown.held, shown.held.activity
    values = {
        "over": _("Mã điểm danh"),
        "note": _("Đưa mã này cho người điểm danh ở cổng"),
        "title": activity.title,
        "code": grouped(held.short_code, by=" "),
        "qr": documents.qr_svg(signed_pass(held)),
        "terms": pass_terms(
            name=held.person.full_name,
            shifts=[(each.shift.starts_at, each.shift.ends_at) for each in signups],
            where=", ".join(filter(None, (activity.spot, activity.place.full_name))),
            meet=activity.meeting_point,
        ),
        "portal": portal.name,
        "ridges": art.ridges,
    }
    return documents.draw(_PICTURE, values)
