"""The consolidated estimate of a year as a paper in the unit's layout, ready to be submitted."""

from datetime import datetime
from typing import Final

from aoxanh.documents import queries as documents
from aoxanh.documents.types import Signature, Values
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.text import fold
from aoxanh.people import queries as people
from aoxanh.programmes import rules
from aoxanh.programmes.models import Programme
from aoxanh.programmes.queries.annual import weighs, year_lines, year_overview
from aoxanh.programmes.queries.estimates import rule_of, year_budget
from aoxanh.programmes.types.budget import GIVEN_STATES, LineShown, MoneySum, ProgrammeMoney
from aoxanh.units import queries as units


ABOUT: Final = "budget"
_CODE: Final = "du-toan"


@in_vietnamese
def budget_paper(
    unit_id: int, *, programme: Programme, year: int, actor: Actor, on: datetime
) -> tuple[str, bytes]:
    """The name and content of the submission as DOCX: what bodies sent, each đồng once. Raises ``PaperUnknown``."""
    template = documents.template(code=_CODE, about=ABOUT)
    head, family = documents.letterhead(unit_id=unit_id, day=actor.day)
    values = {**_values(unit_id, programme, year, actor=actor), "unit": head.name}
    filled = documents.fill(template, values, labels=documents.labels())
    post = people.officers_at(unit_id, actor.day, actor=actor).filter(is_head=True).first()
    signature = Signature(name=post.person.full_name, title=post.title) if post else Signature()
    content = documents.word_file(filled, head=head, family=family, signature=signature, made_at=on)
    return f"{_CODE}-{fold(programme.code)}-{year}.docx", content


def _values(unit_id: int, programme: Programme, year: int, *, actor: Actor) -> Values:
    common = {"programme": programme, "year": year, "actor": actor}
    is_whole = weighs(unit_id, programme=programme, actor=actor)
    money, bodies = year_overview(unit_id, is_whole=is_whole, **common)  # type: ignore[arg-type]  # as they are named
    lines = year_lines(unit_id, **common)  # type: ignore[arg-type]  # as they are named
    names = units.names_at({line.unit_id for line in lines}, actor.day)
    budget = year_budget(programme.pk, year=year, actor=actor)
    rule = rule_of(programme, year)
    given = [body for body in bodies if body.state in GIVEN_STATES]
    sent = {body.unit_id for body in given}
    return {
        "year": str(year),
        "programme": _named(programme),
        "basis_of_plan": _named(programme),
        "submitted_to": budget.submitted_to if budget else "",
        "rule_basis": rule.basis if rule else "",
        "asked": _money(money.total.asked, money.total),
        "integrated": rules.in_words(money.total.integrated) if money.total.integrated else "",
        "bodies": str(len(given)),
        "sources": _sources(money),
        "lines": _lines([line for line in lines if line.unit_id in sent], names),
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
