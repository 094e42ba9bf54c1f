"""A programme with money: its bodies, sources and tasks, and short ways to work with its estimates."""

from dataclasses import dataclass, field
from datetime import date

from aoxanh.kernel.actors import Actor
from aoxanh.programmes import actions, queries
from aoxanh.programmes.models import Body, BodyUnit, Programme, Task, TaskBody
from aoxanh.programmes.types.budget import (
    DecisionGiven,
    LineGiven,
    MoneyGiven,
    MoneyKind,
    SchemeGiven,
    Weighed,
)
from aoxanh.units.models import Unit
from tests.activities.world import World


SOURCES = [
    {"code": "tinh", "name": "Ngân sách tỉnh", "kind": "state", "tier": "province"},
    {"code": "giao", "name": "Dự toán đã giao", "kind": "recurrent"},
    {"code": "long_ghep", "name": "Lồng ghép", "kind": "integrated"},
    {"code": "xa_hoi", "name": "Xã hội hóa", "kind": "social"},
]
BUDGETING = {
    "proposes": "so_tai_chinh",
    "with": ["so_noi_vu", "tinh_doan"],
    "rules": [
        {
            "in": [2024],
            "only": ["giao", "long_ghep", "xa_hoi"],
            "within_assigned": True,
            "basis": "Quyết định 2222/QĐ-UBND",
            "clause": "V.2",
        }
    ],
}
MILLION = 10**6
PAPER = DecisionGiven(paper="12-TTr/TĐTN", on=date(2026, 11, 2), body="UBND tỉnh")
DECISION = DecisionGiven(paper="1500/QĐ-UBND", on=date(2026, 11, 20), body="UBND tỉnh")


@dataclass
class Budgeting:
    """A province whose communes and departments ask for money in 2027."""

    world: World
    programme: Programme = None
    finance: Unit = None
    tasks: dict[str, Task] = field(default_factory=dict)

    @property
    def system(self) -> Actor:
        return self.world.system

    @property
    def common(self):
        return {"by": self.system, "programme_id": self.programme.pk, "now": self.world.now}

    def build(self) -> "Budgeting":
        world = self.world
        self.programme = Programme.objects.create(
            unit=world.province,
            code="CT-1",
            name="Chương trình tình nguyện",
            valid_from=date(2024, 1, 1),
            valid_to=date(2031, 1, 1),
            budget_sources=SOURCES,
            budgeting=BUDGETING,
        )
        self.finance = world.found(
            "Sở Tài chính", parent=world.province, kind="so_ban_nganh", place="Lai Châu"
        )
        bodies = {
            "tinh_doan": ["tinh_doan"],
            "cap_xa": ["doan_xa"],
            "so_tai_chinh": ["so_ban_nganh"],
            "so_noi_vu": ["so_ban_nganh"],
        }
        made = {
            code: Body.objects.create(
                programme=self.programme, code=code, name=code, kinds=kinds, position=position
            )
            for position, (code, kinds) in enumerate(bodies.items(), start=1)
        }
        BodyUnit.objects.create(body=made["so_tai_chinh"], unit=self.finance)
        for position, (code, lead, helps) in enumerate(
            (("NV-1", "tinh_doan", "cap_xa"), ("NV-2", "cap_xa", "")), start=1
        ):
            self.tasks[code] = task = Task.objects.create(
                programme=self.programme,
                code=code,
                clause=f"III.{position}",
                text=f"Nhiệm vụ {position}",
                position=position,
                every="year",
            )
            TaskBody.objects.create(task=task, body=made[lead], role="LEAD")
            if helps:
                TaskBody.objects.create(task=task, body=made[helps], role="COORDINATE")
        return self

    def line(
        self,
        amount=50 * MILLION,
        source="tinh",
        task="NV-1",
        unit=None,
        year=2027,
        line_id=None,
        **more,
    ):
        by = more.pop("by", self.system)
        given = LineGiven(task_id=self.tasks[task].pk, source=source, amount=amount, **more)
        return actions.set_line(
            **self.common | {"by": by},
            unit_id=(unit or self.world.ta_leng).pk,
            year=year,
            given=given,
            line_id=line_id,
        )

    def send(self, unit=None, year=2027, **more):
        common = self.common | more
        return actions.send_estimate(unit_id=(unit or self.world.ta_leng).pk, year=year, **common)

    def submit(self, given=PAPER, **more):
        return actions.submit_year(year=2027, given=given, **self.common | more)

    def decide(self, given=DECISION, **more):
        return actions.decide_year(year=2027, given=given, **self.common | more)

    def supplement(self, **more):
        return actions.open_supplement(**self.common | {"year": 2027} | more)

    def weigh(self, amounts, *, unit=None, body=None, **more):
        return actions.weigh_estimate(
            unit_id=(unit or self.world.province).pk,
            body_unit_id=(body or self.world.ta_leng).pk,
            year=2027,
            amounts={pk: Weighed(*told) for pk, told in amounts.items()},
            **self.common | more,
        )

    def propose(self, unit=None, **more):
        given = DecisionGiven(paper="80/STC-NS", on=date(2026, 11, 10))
        return actions.propose_year(
            unit_id=(unit or self.finance).pk, year=2027, given=given, **self.common | more
        )

    def opinion(self, unit=None, *, agrees=True, note="", **more):
        return actions.give_opinion(
            unit_id=(unit or self.world.province).pk,
            year=2027,
            agrees=agrees,
            note=note,
            **self.common | more,
        )

    def money(self, amount=20 * MILLION, kind=MoneyKind.SPENT, unit=None, **more):
        told = {
            "year": 2027,
            "source": "tinh",
            "document": "UNC 12",
            "document_on": date(2026, 11, 20),
            "task_id": self.tasks["NV-1"].pk if kind == MoneyKind.SPENT else None,
        }
        given = MoneyGiven(kind=kind, amount=amount, **told | more)
        return actions.record_money(
            **self.common, unit_id=(unit or self.world.ta_leng).pk, given=given
        )

    def correct(self, entry, amount, **more):
        told = {
            "kind": MoneyKind(entry.entry),
            "year": entry.year,
            "source": entry.source,
            "document": entry.document,
            "document_on": entry.document_on,
            "task_id": entry.task_id,
            "scheme_id": entry.scheme_id,
        }
        return actions.correct_money(
            by=self.system,
            unit_id=entry.unit_id,
            entry_id=entry.pk,
            given=MoneyGiven(amount=amount, **told | more),
            now=self.world.now,
        )

    def scheme(self, name="Giảm nghèo bền vững", unit=None, **more):
        return actions.link_scheme(
            **self.common,
            unit_id=(unit or self.world.province).pk,
            given=SchemeGiven(name=name, task_ids=[self.tasks["NV-1"].pk], **more),
        )

    def total(self, unit=None, actor=None):
        return queries.money_of(
            "CT-1", actor=actor or self.system, unit_id=(unit or self.world.province).pk
        )
