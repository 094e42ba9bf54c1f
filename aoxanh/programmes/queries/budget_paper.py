"""The consolidated estimate of a year as a paper in the unit's layout, ready to be submitted."""

from datetime import datetime
from typing import Final

from aoxanh.documents import queries as documents
from aoxanh.documents.types import Filled, Letterhead, Register, Signature, Values
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.text import fold
from aoxanh.people import queries as people
from aoxanh.programmes import rules
from aoxanh.programmes.models import Programme, YearBudget
from aoxanh.programmes.queries.annual import weighs, year_lines, year_overview
from aoxanh.programmes.queries.estimates import rule_of, year_budgets
from aoxanh.programmes.types.budget import GIVEN_STATES, LineShown, MoneySum, ProgrammeMoney
from aoxanh.units import queries as units


ABOUT_BUDGET: Final = "budget"
_CODE: Final = "du-toan"


@in_vietnamese
def budget_paper(
    unit_id: int,
    *,
    programme: Programme,
    year: int,
    actor: Actor,
    on: datetime,
    supplement: int | None = None,
) -> tuple[str, bytes]:
    """The name and content of a submission of a year, the newest unless one is named, as DOCX: each đồng once.

    It bears its number and day once it is in the register. Raises ``PaperUnknown``.
    """
    every = year_budgets(programme.pk, year=year, actor=actor)
    named = [each for each in every if each.supplement == supplement]
    budget = next(iter([*named, *reversed(every)]), None)
    head, family = documents.letterhead(unit_id=unit_id, day=actor.day)
    filled = _filled(head, unit_id, programme, year, budget, actor=actor)
    entry = documents.issued_about(about=(ABOUT_BUDGET, budget.pk)).get(_CODE) if budget else None
    signature = _signature(unit_id, actor)
    if entry is not None:
        signature = Signature(
            name=entry.signer_name,
            title=entry.signer_title,
            number=entry.number,
            on=entry.issued_on,
        )
    content = documents.word_file(filled, head=head, family=family, signature=signature, made_at=on)
    return f"{_CODE}-{fold(programme.code)}-{year}.docx", content


@in_vietnamese
def budget_register(budget: YearBudget, *, actor: Actor) -> Register:
    """What the register of the owner is told of a submission; its head signs."""
    programme = budget.programme
    head, _family = documents.letterhead(unit_id=programme.unit_id, day=actor.day)
    filled = _filled(head, programme.unit_id, programme, budget.year, budget, actor=actor)
    signature = _signature(programme.unit_id, actor)
    return Register(
        template=_CODE,
        series=filled.series,
        title=filled.title,
        about=(ABOUT_BUDGET, budget.pk),
        signer_name=signature.name,
        signer_title=signature.title,
    )


def _signature(unit_id: int, actor: Actor) -> Signature:
    post = people.officers_at(unit_id, actor.day, actor=actor).filter(is_head=True).first()
    return Signature(name=post.person.full_name, title=post.title) if post else Signature()


def _filled(
    head: Letterhead,
    unit_id: int,
    programme: Programme,
    year: int,
    budget: YearBudget | None,
    *,
    actor: Actor,
) -> Filled:
    template = documents.template(code=_CODE, about=ABOUT_BUDGET)
    values = {**_values(unit_id, programme, year, budget, actor=actor), "unit": head.name}
    return documents.fill(template, values, labels=documents.labels())


def _values(
    unit_id: int, programme: Programme, year: int, budget: YearBudget | None, *, actor: Actor
) -> Values:
    common = {"programme": programme, "year": year, "actor": actor}
    is_whole = weighs(unit_id, programme=programme, actor=actor)
    supplement = budget.supplement if budget else 0
    money, bodies = year_overview(unit_id, is_whole=is_whole, supplement=supplement, **common)  # type: ignore[arg-type]  # as they are named
    lines = year_lines(unit_id, **common)  # type: ignore[arg-type]  # as they are named
    names = units.names_at({line.unit_id for line in lines}, actor.day)
    rule = rule_of(programme, year)
    given = [body for body in bodies if body.state in GIVEN_STATES]
    sent = {body.unit_id for body in given}
    return {
        "year": str(year),
        "estimate": f"dự toán kinh phí bổ sung đợt {supplement}"
        if supplement
        else "dự toán kinh phí",
        "programme": _named(programme),
        "basis_of_plan": _named(programme),
        "submitted_to": budget.submitted_to if budget else "",
        "rule_basis": rule.basis if rule else "",
        "asked": _money(money.total.asked, money.total),
        "integrated": rules.in_words(money.total.integrated) if money.total.integrated else "",
        "bodies": str(len(given)),
        "sources": _sources(money),
        "lines": _lines(
            [line for line in lines if line.unit_id in sent and line.supplement == supplement],
            names,
        ),
    }


def _named(programme: Programme) -> str:
    number = f" số {programme.number}" if programme.number else ""
    day = f" ngày {vn_date(programme.issued_on)}" if programme.issued_on else ""
    return f"Kế hoạch{number}{day} “{programme.name}”"


def _money(amount: int, whole: MoneySum) -> str:
    said = rules.in_words(amount)
    return f"khoảng {said}" if whole.is_about else said


def _sources(money: ProgrammeMoney) -> list[dict[str, str]]:
    return [
        {"name": row.name, "asked": rules.in_words(row.asked)}
        for row in money.rows
        if row.is_counted and row.asked
    ]


def _lines(lines: list[LineShown], names: dict[int, str]) -> list[dict[str, str]]:
    return [
        {
            "unit_name": names.get(line.unit_id, ""),
            "task": line.task,
            "source": f"{line.source_name}: {line.scheme}" if line.scheme else line.source_name,
            "asked": rules.in_words(line.amount),
        }
        for line in lines
    ]
