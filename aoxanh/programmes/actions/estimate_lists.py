"""Lists of estimate lines: a unit's estimates of one or several years brought in as one table (RES-03)."""

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from aoxanh.audit import actions as audit
from aoxanh.kernel import cells
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.imports import (
    Applied,
    Asked,
    Column,
    Finding,
    ImportKind,
    Kept,
    Line,
    Made,
    Values,
)
from aoxanh.kernel.numbers import number, parse_number, says_about
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold, nfc
from aoxanh.programmes import queries
from aoxanh.programmes.actions.estimates import fill_line, line_check, open_estimate
from aoxanh.programmes.errors import ProgrammeIsClosed
from aoxanh.programmes.errors.budget import (
    EstimateIsSent,
    LineSaidAlready,
    NotABody,
    TaskNotOfBody,
    UnknownScheme,
    UnknownSource,
    YearIsSubmitted,
)
from aoxanh.programmes.models import Estimate, EstimateLine, YearBudget
from aoxanh.programmes.types.budget import (
    OPEN_STATES,
    EstimateLinesListed,
    LineGiven,
    Source,
    YearState,
)


LINE = "estimate_line"


class _Amount(NamedTuple):
    """Whole đồng, and whether they were said to be about so many."""

    amount: int
    is_about: bool


def _read_amount(text: str) -> _Amount:
    return _Amount(int(parse_number(nfc(text))), says_about(nfc(text)))


def _show_amount(value: _Amount) -> str:
    return f"khoảng {number(value.amount)}" if value.is_about else number(value.amount)


COLUMNS = (
    Column(
        code="year",
        label=_("Năm"),
        read=cells.year,
        show=str,
        required=True,
        can_fill=True,
        example="2027",
        synonyms=("năm dự toán", "năm ngân sách"),
    ),
    Column(
        code="task",
        label=_("Mã nhiệm vụ"),
        read=cells.words,
        required=True,
        example="NV-2.4",
        hint=_("Mã hoặc nguyên văn nhiệm vụ trong chương trình"),
        synonyms=("nhiệm vụ", "mã", "nội dung nhiệm vụ"),
    ),
    Column(
        code="source",
        label=_("Nguồn"),
        read=cells.words,
        required=True,
        can_fill=True,
        example="Ngân sách nhà nước cấp tỉnh",
        synonyms=("nguồn kinh phí", "nguồn vốn"),
    ),
    Column(
        code="scheme",
        label=_("Chương trình lồng ghép"),
        read=cells.words,
        can_fill=True,
        hint=_("Chỉ ghi khi nguồn là lồng ghép"),
        synonyms=("lồng ghép", "đề án", "chương trình, đề án"),
    ),
    Column(
        code="content",
        label=_("Nội dung chi"),
        read=cells.words,
        synonyms=("nội dung", "diễn giải", "ghi chú"),
    ),
    Column(
        code="amount",
        label=_("Số tiền (đồng)"),
        read=_read_amount,
        show=_show_amount,
        required=True,
        example="45.800.000",
        synonyms=("số tiền", "kinh phí", "dự toán", "thành tiền", "đề nghị"),
    ),
)

_Key = tuple[int, int, str, int | None]
"""(year, task, source, scheme): what stands in an estimate once."""


class EstimateLinesDesk:
    """One pass over a list of lines for the estimates of the unit that asks, under one programme."""

    def __init__(self, asked: Asked) -> None:
        if asked.subject_id is None:
            raise Missing
        try:
            self._check = line_check(
                by=asked.by, unit_id=asked.unit_id, programme_id=asked.subject_id
            )
        except (NotABody, ProgrammeIsClosed) as refusal:
            raise Missing from refusal
        self._asked = asked
        self._built: dict[int, tuple[int, Source, LineGiven]] = {}
        self._learn(asked.subject_id)

    def _learn(self, programme_id: int) -> None:
        """What the texts may name, what stands already, and which years are shut."""
        asked = self._asked
        tasks = queries.budget_tasks(asked.unit_id, programme_id=programme_id, actor=asked.by)
        self._tasks = {fold(name): each.pk for each in tasks for name in (each.text, each.code)}
        self._sources = {
            fold(name): each for each in self._check.sources for name in (each.name, each.code)
        }
        schemes = queries.schemes_at(asked.unit_id, programme_id=programme_id, actor=asked.by)
        self._schemes = {fold(each.name): each.pk for each in schemes}
        self._shut: dict[int, DomainError] = {}
        budgets = YearBudget.objects.filter(programme_id=programme_id).order_by("supplement", "pk")
        newest = {budget.year: budget for budget in budgets}
        self._newest = {budget.pk for budget in newest.values()}
        for budget in newest.values():
            if budget.state != YearState.OPEN:
                self._shut[budget.year] = YearIsSubmitted(year=budget.year)
        own = Estimate.objects.filter(unit_id=asked.unit_id, budget__in=newest.values())
        for state, year in own.order_by("pk").values_list("state", "budget__year"):
            if state not in OPEN_STATES:
                self._shut.setdefault(year, EstimateIsSent(year=year))
        lines = EstimateLine.objects.filter(estimate__in=own.order_by()).order_by("pk")
        self._said: set[_Key] = set(
            lines.values_list("estimate__budget__year", "task_id", "source", "scheme_id")
        )

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Tasks of the unit, sources of the plan, years that are open, nothing said twice."""
        self._built = {}
        found = []
        for line in lines:
            try:
                self._look_at(line)
            except DomainError as refusal:
                found.append(Finding(line.number, refusal.field or "year", str(refusal)))
        return found

    def _look_at(self, line: Line) -> None:
        values, year = line.values, line.values["year"]
        if year in self._shut:
            raise self._shut[year]
        given = self._given(values)
        source = self._check.look_at(year, given)
        key = (year, given.task_id, source.code, given.scheme_id)
        if key in self._said:
            raise LineSaidAlready
        self._said.add(key)
        self._built[line.number] = (year, source, given)

    def _given(self, values: Values) -> LineGiven:
        task = self._tasks.get(fold(values["task"]))
        if task is None:
            raise TaskNotOfBody
        source = self._sources.get(fold(values["source"]))
        if source is None:
            raise UnknownSource
        named = values.get("scheme", "")
        scheme = self._schemes.get(fold(named))
        if named and scheme is None:
            raise UnknownScheme
        return LineGiven(
            task_id=task,
            source=source.code,
            amount=values["amount"].amount,
            is_about=values["amount"].is_about,
            scheme_id=scheme,
            content=values.get("content", "")[:300],
        )

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Write the lines into the estimates of their years, with one entry in the trail."""
        asked, programme = self._asked, self._check.programme
        estimates = {
            year: open_estimate(programme=programme, unit_id=asked.unit_id, year=year)
            for year in sorted({self._built[line.number][0] for line in lines})
        }
        made: dict[int, Sequence[Made]] = {}
        for line in lines:
            year, source, given = self._built[line.number]
            row = EstimateLine()
            fill_line(row, estimates[year], source, given)
            row.save()
            made[line.number] = [(LINE, row.pk)]
        self._record(len(made))
        return Applied(made)

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take back what has not left the unit since."""
        keys = {key: line for line, things in made.items() for _noun, key in things}
        rows = EstimateLine.objects.filter(pk__in=keys, estimate__unit_id=self._asked.unit_id)
        kept, gone = [], []
        for row in rows.select_related("estimate__budget", "task").order_by("pk"):
            year = row.estimate.budget.year
            is_older = row.estimate.budget_id not in self._newest
            refusal = EstimateIsSent(year=year) if is_older else self._shut.get(year)
            if refusal is not None:
                kept.append(Kept(keys[row.pk], row.task.text, str(refusal)))
            else:
                gone.append(row.pk)
        EstimateLine.objects.filter(pk__in=gone).delete()
        self._record(-len(gone))
        return kept

    def _record(self, lines: int) -> None:
        programme_id = self._check.programme.pk
        audit.record(
            by=self._asked.by,
            event=EstimateLinesListed(programme_id, lines),
            unit_id=self._asked.unit_id,
            subject=("programme", programme_id),
            now=self._asked.now,
        )


def _key(values: Values) -> Hashable:
    return (
        values["year"],
        fold(values["task"]),
        fold(values["source"]),
        fold(values.get("scheme", "")),
    )


ESTIMATE_LINES = ImportKind(
    code="estimate_lines",
    label=_("Dự toán kinh phí của đơn vị"),
    noun=_("dòng dự toán"),
    lead=_("Mỗi dòng một nhiệm vụ được giao và một nguồn; nhiều năm trong một bảng cũng được."),
    permission=Permission.PLAN_REPORT,
    columns=COLUMNS,
    open=EstimateLinesDesk,
    key=_key,
    key_column="task",
    icon="banknote",
    about="programme",
)
