"""Officers decide about figures, or say what no figure says: always beside what was computed."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.access import queries as access
from aoxanh.audit import actions as audit
from aoxanh.files import actions as files
from aoxanh.files.types import FileKind
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc, nfc_lines
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel, Receiver
from aoxanh.programmes import queries, rules
from aoxanh.programmes.errors import (
    DecidedInFuture,
    DecisionIsWithdrawn,
    DecisionPaperNeeded,
    FigureOutOfRange,
    KindsNeeded,
    NothingToRebase,
    NotProgrammeOwner,
    NotUnitAbove,
    ProgrammeIsClosed,
    QualitativeHasNoFigure,
    ReasonNeeded,
    YearNotAsked,
)
from aoxanh.programmes.models import FigureDecision, Indicator
from aoxanh.programmes.types import IndicatorShown, IndicatorType
from aoxanh.programmes.types.decisions import (
    DecisionGiven,
    DecisionKind,
    DutyRebased,
    FigureDecisionWithdrawn,
    FigureOverridden,
    StatementMade,
)
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def override_figure(
    *, by: Actor, unit_id: int, code: str, about_id: int, given: DecisionGiven, now: datetime
) -> FigureDecision:
    """Stand a figure beside the computed one of a unit below, or of the programme's owner itself; the unit is told.

    Raises ``NotAllowed``, ``Missing``, ``ProgrammeIsClosed``, ``NotUnitAbove``, ``QualitativeHasNoFigure``,
    ``YearNotAsked``, ``FigureOutOfRange``, ``ReasonNeeded``, ``DecisionPaperNeeded``, ``DecidedInFuture`` and what
    ``files.store`` raises.
    """
    by.require(Permission.PLAN_DECIDE, at=unit_id)
    indicator = _locked(by, unit_id, code)
    _check_above(by, unit_id, about_id, indicator)
    _check_paper(by, given)
    each = queries.indicator(code, actor=by)
    if each.type == IndicatorType.QUALITATIVE:
        raise QualitativeHasNoFigure
    _check_value(each, given.value)
    found = queries.standing(each, actor=by, unit_id=about_id)
    years = {due.period.last_day.year: None for due in rules.dues(each, by.day)}
    if given.year not in years:
        raise YearNotAsked(year=given.year)

    values = years | {due.due.period.last_day.year: due.value for due in found.dues}
    made = _record(
        by, indicator, DecisionKind.OVERRIDE, unit_id, about_id, given, values[given.year], now
    )
    _note(by, made, FigureOverridden(made.pk, code, made.year, str(given.value)), now)
    _tell(by, made, now)
    return made


@transaction.atomic(savepoint=False)
def state_in_words(
    *, by: Actor, unit_id: int, code: str, given: DecisionGiven, now: datetime
) -> FigureDecision:
    """Say of the unit itself, for a year, what the indicator asks in words; a later one takes its place.

    Raises ``NotAllowed``, ``Missing``, ``ProgrammeIsClosed``, ``YearNotAsked``, ``ReasonNeeded`` and what
    ``files.store`` raises.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    indicator = _locked(by, unit_id, code)
    _check_words(by, given)
    _check_year(indicator, given.year, by.day)

    made = _record(by, indicator, DecisionKind.STATEMENT, unit_id, unit_id, given, None, now)
    _note(by, made, StatementMade(made.pk, code, made.year), now)
    return made


@transaction.atomic(savepoint=False)
def rebase_duty(
    *, by: Actor, unit_id: int, code: str, given: DecisionGiven, now: datetime
) -> FigureDecision:
    """Decide which kinds of units a duty asks from a year on, when those of its document ceased (PRG-19).

    Raises ``NotAllowed``, ``Missing``, ``ProgrammeIsClosed``, ``NotProgrammeOwner``, ``NothingToRebase``,
    ``KindsNeeded``, ``YearNotAsked``, ``ReasonNeeded``, ``DecisionPaperNeeded``, ``DecidedInFuture`` and what
    ``files.store`` raises.
    """
    by.require(Permission.PLAN_DECIDE, at=unit_id)
    indicator = _locked(by, unit_id, code)
    if indicator.programme.unit_id != unit_id:
        raise NotProgrammeOwner
    if "across" not in indicator.definition:
        raise NothingToRebase
    if not given.kinds or set(given.kinds) - {kind.code for kind in units.kinds()}:
        raise KindsNeeded
    _check_paper(by, given)
    _check_year(indicator, given.year, date.max)

    made = _record(by, indicator, DecisionKind.REBASING, unit_id, unit_id, given, None, now)
    _note(by, made, DutyRebased(made.pk, code, made.year, given.kinds), now)
    return made


@transaction.atomic(savepoint=False)
def withdraw_decision(
    *, by: Actor, unit_id: int, decision_id: int, why: str, now: datetime
) -> FigureDecision:
    """Take back what the unit decided or said; it stays with the reason.

    Raises ``NotAllowed``, ``Missing``, ``ReasonNeeded``, ``DecisionIsWithdrawn``.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    locked = FigureDecision.objects.select_for_update(of=("self",), no_key=True)
    found = locked.filter(pk=decision_id, decided_by_id=unit_id).first()
    if found is None:
        raise Missing
    if found.kind != DecisionKind.STATEMENT:
        by.require(Permission.PLAN_DECIDE, at=unit_id)
    if found.withdrawn_at is not None:
        raise DecisionIsWithdrawn
    words = nfc(why).strip()
    if not words:
        raise ReasonNeeded

    found.withdrawn_at, found.withdrawn_by_id, found.withdrawn_why = now, by.account_id, words
    found.save(update_fields=["withdrawn_at", "withdrawn_by_id", "withdrawn_why"])
    _note(by, found, FigureDecisionWithdrawn(found.pk, found.indicator.code, found.year), now)
    return found


def _locked(by: Actor, unit_id: int, code: str) -> Indicator:
    """An indicator of a running programme that holds for the unit, until the end of the transaction.

    Raises ``Missing``, ``ProgrammeIsClosed``.
    """
    found = queries.indicator_decided(code, unit_id=unit_id, actor=by)
    if found.programme.closed_on is not None:
        raise ProgrammeIsClosed(name=found.programme.name)
    locked = Indicator.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("programme").get(pk=found.pk)


def _check_above(by: Actor, unit_id: int, about_id: int, indicator: Indicator) -> None:
    """A unit decides about its own figures, those it inherited among them, for a programme of its own alone."""
    below = units.others_below(unit_id=unit_id, day=by.day)
    if below.filter(descendant_id=about_id).exists():
        return
    is_own = units.keeper(unit_id=about_id, day=by.day) == unit_id
    if not is_own or indicator.programme.unit_id != unit_id:
        raise NotUnitAbove


def _check_words(by: Actor, given: DecisionGiven) -> None:
    if not nfc_lines(given.text).strip():
        raise ReasonNeeded
    if given.decided_on is not None and given.decided_on > by.day:
        raise DecidedInFuture


def _check_paper(by: Actor, given: DecisionGiven) -> None:
    _check_words(by, given)
    if not (nfc(given.number).strip() or given.file):
        raise DecisionPaperNeeded


def _check_value(each: IndicatorShown, value: Decimal | None) -> None:
    most = rules.HUNDRED if rules.is_percent(each.type, each.definition) else None
    if value is None or value < 0 or (most is not None and value > most):
        raise FigureOutOfRange


def _check_year(indicator: Indicator, year: int, day: date) -> None:
    programme = indicator.programme
    if not programme.valid_from.year <= year <= min(programme.valid_to.year - 1, day.year):
        raise YearNotAsked(year=year)


def _record(  # noqa: PLR0917  one row, told by its parts
    by: Actor,
    indicator: Indicator,
    kind: DecisionKind,
    unit_id: int,
    about_id: int,
    given: DecisionGiven,
    computed: Decimal | None,
    now: datetime,
) -> FigureDecision:
    """The row, in the place of the one that held before."""
    file_id = None
    if given.file:
        name, content = given.file
        file_id = files.store(
            by=by, unit_id=about_id, kind=FileKind.DOCUMENT, name=name, content=content, now=now
        ).pk
    FigureDecision.objects.filter(
        indicator=indicator, unit_id=about_id, year=given.year, kind=kind, withdrawn_at=None
    ).update(withdrawn_at=now, withdrawn_by_id=by.account_id)
    return FigureDecision.objects.create(
        indicator=indicator,
        kind=kind,
        unit_id=about_id,
        decided_by_id=unit_id,
        year=given.year,
        value=given.value if kind == DecisionKind.OVERRIDE else None,
        computed=computed,
        kinds=list(given.kinds) if kind == DecisionKind.REBASING else [],
        text=nfc_lines(given.text).strip(),
        number=nfc(given.number).strip(),
        decided_on=given.decided_on,
        file_id=file_id,
        account_id=by.account_id,
        recorded_at=now,
    )


def _note(by: Actor, made: FigureDecision, event: Event, now: datetime) -> None:
    audit.record(
        by=by, event=event, unit_id=made.unit_id, subject=("figure_decision", made.pk), now=now
    )


@in_vietnamese
def _tell(by: Actor, made: FigureDecision, now: datetime) -> None:
    """Who answers for the unit whose figure another now stands beside, unless it decided itself."""
    to = units.keeper(unit_id=made.unit_id, day=by.day)
    if to == made.decided_by_id:
        return
    accounts = access.accounts_with(Permission.PLAN_REPORT, [to], actor=by)
    said = _("Chỉ tiêu %(code)s năm %(year)s: cấp trên ghi một số bên cạnh số cổng tính.")
    notices.post_all(
        by=by,
        receivers=[
            Receiver(
                key=f"figure-decision:{made.pk}:{each}", channel=Channel.IN_APP, account_id=each
            )
            for each in accounts.get(to, ())
        ],
        unit_id=made.unit_id,
        subject=_("Cấp trên ghi số điều chỉnh"),
        body=said % {"code": made.indicator.code, "year": made.year},
        path=f"/dieu-phoi/{made.unit_id}/chi-tieu/{made.indicator.code}/",
        now=now,
    )
