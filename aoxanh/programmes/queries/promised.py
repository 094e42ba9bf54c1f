"""What programmes promise: their indicators with targets, as everyone may read them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import Period
from aoxanh.programmes import rules
from aoxanh.programmes.errors import UnknownEdition, UnknownIndicator, UnknownProgramme
from aoxanh.programmes.models import Edition, Indicator, Programme
from aoxanh.programmes.types import (
    Basis,
    IndicatorShown,
    IndicatorType,
    MissedWindow,
    Operator,
    ProgrammeShown,
    TargetShown,
)
from aoxanh.units import queries as units


_COLUMNS = (
    "code",
    "name",
    "family",
    "source",
    "type",
    "basis",
    "operator",
    "counted_in",
    "evidence",
    "levels",
    "programme__name",
    "programme__code",
    "programme__valid_from",
    "programme__valid_to",
    "definition",
)
_HEAD = (
    "unit_id",
    "code",
    "name",
    "number",
    "issuer",
    "issued_on",
    "parent__name",
    "territory",
    "subjects",
    "bases",
    "valid_from",
    "valid_to",
    "closed_on",
)
_TARGETS = (
    "targets__phase__name",
    "targets__phase__valid_from",
    "targets__phase__valid_to",
    "targets__year",
    "targets__value",
)
_PHASES = (
    "programme__phases__name",
    "programme__phases__valid_from",
    "programme__phases__valid_to",
)
_Row = tuple[Any, ...]


def indicators(
    *, actor: Actor, codes: Collection[str] = (), programme: str = ""
) -> list[IndicatorShown]:
    """Indicators of every programme, of the one called ``programme``, or those called ``codes``: one statement.

    What they are is public; their figures are not.
    """
    del actor
    rows = Indicator.objects.filter(withdrawn_on=None)
    if codes:
        rows = rows.filter(code__in=codes)
    if programme:
        rows = rows.filter(programme__code=programme)
    ordered = rows.order_by(
        "programme__code",
        "position",
        F("targets__phase__valid_from").asc(nulls_first=True),
        F("targets__year").asc(nulls_first=True),
        "programme__phases__valid_from",
        "pk",
    )
    return _grouped(ordered.values_list(*_COLUMNS, *_TARGETS, *_PHASES))


def _grouped(rows: Iterable[_Row]) -> list[IndicatorShown]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return [_shown(group) for group in found.values()]


def missed_windows(*, actor: Actor, unit_id: int, kind: str, day: date) -> list[MissedWindow]:
    """Indicators of programmes over a unit for which an event of ``kind`` that it holds on ``day`` does not count."""
    over = units.above(unit_id=unit_id, day=actor.day).order_by().values("ancestor_id")
    rows = Indicator.objects.filter(
        withdrawn_on=None,
        programme__unit__in=over,
        programme__valid_from__lte=day,
        programme__valid_to__gt=day,
    ).order_by("programme__code", "position", "pk")
    found = [
        (missed, levels)
        for code, levels, definition in rows.values_list("code", "levels", "definition")
        if (missed := rules.missed_window(code, definition.get("numerator"), kind=kind, day=day))
    ]
    if not found:
        return []
    own = units.version_at(unit_id=unit_id, day=actor.day).kind_id
    return [missed for missed, levels in found if own in levels]


def indicator(code: str, *, actor: Actor) -> IndicatorShown:
    """Raises ``UnknownIndicator``."""
    found = indicators(actor=actor, codes=[code])
    if not found:
        raise UnknownIndicator(code=code)
    return found[0]


def _shown(rows: list[_Row]) -> IndicatorShown:
    first = dict(zip(_COLUMNS, rows[0], strict=False))
    period = Period(first["programme__valid_from"], first["programme__valid_to"])
    return IndicatorShown(
        code=first["code"],
        name=first["name"],
        family=first["family"],
        source=first["source"],
        type=IndicatorType(first["type"]),
        basis=Basis(first["basis"]),
        operator=Operator(first["operator"]),
        counted_in=first["counted_in"],
        evidence=first["evidence"],
        levels=tuple(first["levels"]),
        programme=first["programme__name"],
        programme_code=first["programme__code"],
        period=period,
        definition=first["definition"],
        targets=tuple(
            _target(row, period)
            for row in _told(rows, len(_COLUMNS), len(_TARGETS))
            if row[-1] is not None
        ),
        phases=tuple(
            (name, Period(starts, ends))
            for name, starts, ends in _told(rows, len(_COLUMNS) + len(_TARGETS), len(_PHASES))
        ),
    )


def _told(rows: list[_Row], start: int, width: int) -> list[_Row]:
    """Each group of columns once, in order: targets and phases multiply each other."""
    return list(dict.fromkeys(row[start : start + width] for row in rows))


def _target(row: _Row, programme: Period) -> TargetShown:
    phase, begins, until, year, value = row
    value = rules.plain(value)
    if phase is not None:
        return TargetShown(phase, Period(begins, until), value)
    if year is not None:
        name = _("Năm %(year)s") % {"year": year}
        return TargetShown(name, Period.year(year), value, year=year)
    return TargetShown(_("Hằng năm"), programme, value, is_yearly=True)


def programmes(*, actor: Actor, code: str = "") -> list[ProgrammeShown]:
    """Every programme, newest first, or the one called ``code``: one statement. What they are is public."""
    del actor
    rows = Programme.objects.filter(code=code) if code else Programme.objects.all()
    told = rows.order_by("-valid_from", "code", "pk").values(
        *_HEAD,
        promised=Count("indicators", filter=Q(indicators__withdrawn_on=None), distinct=True),
        edition=Max("editions__number"),
    )
    return [_head(row, row["promised"]) for row in told]


def _head(row: Mapping[str, Any], promised: int) -> ProgrammeShown:
    return ProgrammeShown(
        unit_id=row["unit_id"],
        code=row["code"],
        name=row["name"],
        number=row["number"],
        issuer=row["issuer"],
        issued_on=row["issued_on"],
        parent=row["parent__name"] or "",
        territory=row["territory"],
        subjects=row["subjects"],
        bases=tuple(row["bases"]),
        period=Period(row["valid_from"], row["valid_to"]),
        closed_on=row["closed_on"],
        indicators=promised,
        edition=row["edition"] or 1,
    )


def programme_promised(code: str, *, actor: Actor) -> tuple[ProgrammeShown, list[IndicatorShown]]:
    """A programme with its indicators: one statement. Raises ``UnknownProgramme``."""
    del actor
    newest = Edition.objects.filter(programme=OuterRef("pk")).order_by("-number")
    rows = Programme.objects.filter(code=code).annotate(
        edition=Subquery(newest.values("number")[:1])
    )
    ordered = rows.order_by(
        "indicators__position",
        F("indicators__targets__phase__valid_from").asc(nulls_first=True),
        F("indicators__targets__year").asc(nulls_first=True),
        "phases__valid_from",
        "pk",
    )
    heads = (*_HEAD, "edition", "indicators__withdrawn_on")
    columns = (_from_programme(name) for name in (*_COLUMNS, *_TARGETS, *_PHASES))
    found = list(ordered.values_list(*heads, *columns))
    if not found:
        raise UnknownProgramme(code=code)
    indicators = _grouped(
        row[len(heads) :]
        for row in found
        if row[len(heads)] is not None and row[len(heads) - 1] is None
    )
    return _head(dict(zip(heads, found[0], strict=False)), len(indicators)), indicators


def _from_programme(column: str) -> str:
    """A column of an indicator as its programme reaches it."""
    within = column.removeprefix("programme__")
    return within if within != column else f"indicators__{column}"


def programme(code: str, *, actor: Actor) -> ProgrammeShown:
    """Raises ``UnknownProgramme``."""
    found = programmes(actor=actor, code=code)
    if not found:
        raise UnknownProgramme(code=code)
    return found[0]


def programme_id(code: str, *, actor: Actor) -> int:
    """The key of a programme. Raises ``UnknownProgramme``."""
    del actor
    found = Programme.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise UnknownProgramme(code=code)
    return found


def document(code: str, *, actor: Actor, edition: int | None = None) -> dict[str, Any]:
    """The document of a programme's newest edition, or of ``edition``.

    Raises ``UnknownProgramme``, ``UnknownEdition``.
    """
    del actor
    rows = Edition.objects.filter(programme__code=code)
    if edition is not None:
        rows = rows.filter(number=edition)
    found = rows.order_by("-number", "-pk").values_list("document", flat=True).first()
    if found is None and Programme.objects.filter(code=code).exists():
        raise UnknownEdition(code=code, edition=edition)
    if found is None:
        raise UnknownProgramme(code=code)
    return dict(found)
