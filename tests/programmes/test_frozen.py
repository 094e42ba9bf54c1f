"""Figures frozen at the end of a period stay as they were; what changes them later stands beside, with its events."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from aoxanh.access.models import Account, RoleGrant
from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.notices.models import Notice
from aoxanh.programmes import actions, queries, rules
from aoxanh.programmes.errors import DayNotOver
from aoxanh.programmes.models import Freeze, FreezeVersion, FrozenFigure, Programme
from aoxanh.programmes.types import REFERENCE
from aoxanh.programmes.types.decisions import DecisionGiven
from aoxanh.programmes.types.frozen import Frozen as FrozenValue
from tests.activities.world import refused


END = date(2025, 12, 31)
CODE = "LC-2024-2030"


class Frozen:
    """The plan of Lai Châu, of whose four activities of 2025 one was recorded in time."""

    def __init__(self, figures):
        self.figures, self.world, self.system = figures, figures.world, figures.system
        self.world.plans_once(REFERENCE / "qd-1481.yaml", REFERENCE / "lai-chau-2024-2030.yaml")
        figures.recorded(self.world.ta_leng, date(2025, 5, 4))
        figures.declared(self.world.ta_leng, 2025, 4)

    def freeze(self, *, by=None, unit=None, code=CODE, day=END):
        return actions.freeze_figures(
            by=by or self.system,
            unit_id=(unit or self.world.province).pk,
            code=code,
            day=day,
            number="20-BC/TĐTN",
            decided_on=date(2026, 1, 5),
            now=self.figures.now,
        )

    def look(self, freeze):
        return actions.correct_freeze(by=self.system, freeze_id=freeze.pk, now=self.figures.now)

    def row(self, freeze, code="LC-2"):
        rows = queries.frozen_rows(freeze, unit_id=self.world.ta_leng.pk, actor=self.system)
        return next(row for row in rows if row.indicator == code)


@pytest.fixture
def frozen(figures):
    return Frozen(figures)


def test_frozen_figures_stay_when_data_of_the_period_are_mended_later(frozen):
    made = frozen.freeze()
    before = frozen.row(made)
    assert (before.frozen.value, before.is_changed) == (Decimal("25.0"), False)

    frozen.figures.recorded(frozen.world.ta_leng, date(2025, 6, 1))
    frozen.figures.recorded(frozen.world.ta_leng, date(2026, 6, 1))
    frozen.figures.follow()

    row = frozen.row(made)
    assert (row.frozen.value, row.now.value) == (Decimal("25.0"), Decimal("50.0"))
    assert (row.difference, row.is_changed) == (Decimal("25.0"), True)
    assert not frozen.row(made, "LC-5").is_changed


def test_a_later_correction_is_a_version_with_the_difference_and_the_events_between(frozen):
    made = frozen.freeze()
    assert frozen.look(made) is None
    frozen.figures.recorded(frozen.world.ta_leng, date(2025, 6, 1))
    frozen.figures.recorded(frozen.world.ta_leng, date(2026, 6, 1))
    frozen.figures.recorded(frozen.world.binh_lu, date(2026, 6, 2))

    version = frozen.look(made)

    assert (version.number, [row["times"] for row in version.events]) == (2, [1])
    assert version.events[0]["unit_id"] == frozen.world.ta_leng.pk
    changed = queries.frozen_figures(made)
    first = queries.frozen_figures(made, number=1)
    key = (frozen.world.ta_leng.pk, "LC-2")
    assert (first[key].value, changed[key].value) == (Decimal("25.0"), Decimal("50.0"))
    assert version.figures.count() < len(first)
    assert frozen.look(made) is None
    assert actions.look_again(by=frozen.system, now=frozen.figures.now) == 0


def test_what_an_officer_decides_beside_a_frozen_figure_is_a_correction_too(frozen):
    made = frozen.freeze()
    given = DecisionGiven(year=2025, text="Sổ bị lũ cuốn", number="1-QĐ", value=Decimal(70))

    actions.override_figure(
        by=frozen.system,
        unit_id=frozen.world.province.pk,
        code="LC-2",
        about_id=frozen.world.ta_leng.pk,
        given=given,
        now=frozen.figures.now,
    )

    version = frozen.look(made)
    figure = version.figures.get()
    assert (figure.value, figure.beside["override"]) == (Decimal("25.0"), "70")
    assert version.events[0]["event"] == "programmes.FigureOverridden"


def test_freezing_a_period_again_changes_nothing(frozen):
    made = frozen.freeze()
    figures, entries = FrozenFigure.objects.count(), Entry.objects.count()
    frozen.figures.recorded(frozen.world.ta_leng, date(2025, 6, 1))

    again = frozen.freeze()

    assert (again.pk, FrozenFigure.objects.count()) == (made.pk, figures)
    assert Entry.objects.filter(event="programmes.FiguresFrozen").count() == 1
    assert Entry.objects.count() > entries


def test_only_a_period_that_is_over_is_frozen_by_who_answers_for_the_unit(frozen):
    officer = frozen.world.officer(frozen.world.ta_leng)
    for told, refusal in (
        ({"day": date(2026, 11, 23)}, DayNotOver),
        ({"day": date(2023, 12, 31)}, DayNotOver),
        ({"code": "KHONG-CO"}, Missing),
        ({"by": officer}, NotAllowed),
    ):
        with refused(refusal):
            frozen.freeze(**told)
    with refused(NotAllowed):
        actions.look_again(by=officer, now=frozen.figures.now)
    with refused(NotAllowed):
        actions.propose_freezing(by=officer, now=frozen.figures.now)
    with refused(Missing):
        actions.correct_freeze(by=frozen.system, freeze_id=999, now=frozen.figures.now)


def test_the_database_refuses_to_change_frozen_figures_and_the_trail_seals_them(frozen):
    made = frozen.freeze()
    for table in (Freeze, FreezeVersion, FrozenFigure):
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenFigure.objects.update(value=100)
    assert queries.frozen_faults() == []

    FreezeVersion.objects.create(
        freeze=made, number=2, made_at=frozen.figures.now, digest="0" * 64, xact=0, entry_id=0
    )

    assert queries.frozen_faults() == [(made.pk, 2)]


def test_the_owner_is_told_once_of_each_period_that_ended(frozen):
    account = Account.objects.create(
        phone="+84913000001", full_name="Lò Thị Mai", created_at=frozen.figures.now
    )
    RoleGrant.objects.create(
        account=account,
        unit=frozen.world.province,
        role="PROVINCE_OFFICER",
        valid_from=date(2024, 1, 1),
    )
    Programme.objects.exclude(code=CODE).update(closed_on=date(2026, 1, 1))

    told = [actions.propose_freezing(by=frozen.system, now=frozen.figures.now) for _ in range(2)]

    assert told == [1, 0]
    assert "31/12/2025" in Notice.objects.get().body
    programme = Programme.objects.get(code=CODE)
    frozen.freeze()
    ends = queries.unfrozen_ends(programme, unit_id=frozen.world.province.pk, day=frozen.system.day)
    assert ends == [date(2024, 12, 31)]


def test_years_and_phases_that_are_over_end_periods():
    programme = Period(date(2024, 3, 1), date(2026, 7, 1))
    phases = [("Mở đầu", Period(date(2024, 3, 1), date(2025, 7, 1)))]

    ends = rules.period_ends(programme, phases, date(2026, 7, 1))

    assert ends == [date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31), date(2026, 6, 30)]
    assert rules.period_ends(programme, phases, date(2024, 12, 31)) == []


def test_a_figure_that_was_not_frozen_before_is_a_change():
    one = FrozenValue(unit_id=1, indicator="LC-2", status="NO_DATA", beside={})

    assert rules.changed_figures({}, [one]) == [one]
    assert rules.changed_figures({one.key: one}, [one]) == []
