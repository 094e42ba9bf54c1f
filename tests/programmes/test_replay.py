"""1 July 2025 replayed on the shipped map, by one list each: no figure “theo thời điểm đó” changes."""

from datetime import UTC, date, datetime

import pytest

from aoxanh.activities import actions as activities
from aoxanh.activities.types import HeldGiven
from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.measures import MeasureKind, measures
from aoxanh.kernel.periods import Period
from aoxanh.people.models import Person, Post
from aoxanh.places import actions as places
from aoxanh.places import queries as map_of
from aoxanh.programmes import actions, queries
from aoxanh.programmes.models import Cell, DistinctTotal, Total
from aoxanh.units import actions as units
from aoxanh.units import queries as tree
from aoxanh.units.models import Unit
from aoxanh.units.types import Decision, Founding, ReorganisationGiven
from tests import reference
from tests.work.lists import applied, brought, pasted


ON, EVE = date(2025, 7, 1), date(2025, 6, 30)
TODAY, NOW = date(2025, 6, 20), datetime(2025, 6, 20, 2, tzinfo=UTC)
MARCH = date(2025, 3, 15)
LONG_AGO = date(2010, 3, 26)
DECISION = Decision("1682-QĐ/TĐTN", date(2025, 6, 16), "Ban Thường vụ Tỉnh đoàn")
HEAD = ("Đơn vị cũ", "Hình thức", "Đơn vị mới", "Đơn vị giữ hồ sơ")
OLD = {"TOWN": "doan_thi_tran", "WARD": "doan_phuong", "COMMUNE": "doan_xa"}


class Replay:
    """Unions on the map of June 2025, and those that begin on 1 July."""

    def __init__(self):
        self.by = Actor.system(cause="test", day=TODAY)
        reference.kinds_of_activities(by=self.by, now=NOW)
        reference.kinds_of_units(by=self.by, now=NOW)
        self.root = self.found("trung_uong_doan", "Trung ương Đoàn", None, None)

    def load(self, province):
        places.load(by=self.by, only_provinces=(province,), now=NOW)

    def found(self, kind, name, parent, place, on=LONG_AGO):
        row = Founding(
            kind_code=kind,
            name=name,
            short_name=name,
            parent_id=parent.pk if parent else None,
            place_id=place.pk if place else None,
            on=on,
            decision=DECISION,
        )
        return units.found_many(by=self.by, rows=[row], now=NOW)[0]

    def recorded(self, unit, place, turns):
        held = HeldGiven(
            title="Dọn đường",
            kind_code="tinh_nguyen",
            field_code="moi_truong",
            first_day=MARCH,
            last_day=MARCH,
            place_id=place.pk,
            turns=turns,
            persons=turns,
            paper="Báo cáo 5-BC/ĐTN",
        )
        activities.record_held(by=self.by, unit_id=unit.pk, held=held, now=NOW)

    def officer(self, unit):
        person = Person.objects.create(
            unit=unit, full_name="Lò Thị Mai", search_text="lo thi mai", sort_key="m",
            created_at=NOW,
        )  # fmt: skip
        Post.objects.create(person=person, unit=unit, title="Bí thư", valid_from=date(2024, 1, 1))

    def reorganise(self, unit, *rows):
        """The list of a decision, brought in, and the whole applied."""
        draft = units.prepare_reorganisation(
            by=self.by,
            unit_id=unit.pk,
            given=ReorganisationGiven(on=ON, decision=DECISION),
            now=NOW,
        )
        table = pasted(HEAD, *rows)
        batch = brought(self.by, unit.pk, table, NOW, of="reorganisation", subject_id=draft.pk)
        assert batch.ready == len(rows)
        applied(self.by, batch, NOW)
        assert units.try_reorganisation(by=self.by, reorganisation_id=draft.pk, now=NOW).may_apply
        return units.apply_reorganisation(by=self.by, reorganisation_id=draft.pk, now=NOW)

    def figures(self):
        """Every figure there is: kept ones of every unit and month, and every stock on the last old day."""
        while actions.follow(by=self.by, now=NOW):
            pass
        actions.rebuild(by=self.by, now=NOW)
        kept = [
            sorted(model.objects.values_list(*columns), key=str)
            for model, columns in (
                (Cell, ("measure", "unit", "place", "activity", "day", "value")),
                (Total, ("measure", "unit", "month", "value")),
                (DistinctTotal, ("measure", "unit", "starts", "ends", "value")),
            )
        ]
        stocks = [
            (each.code, pk, queries.stock_at(actor=self.by, code=each.code, unit_id=pk, day=EVE))
            for each in measures()
            if each.kind == MeasureKind.STOCK
            for pk in Unit.objects.order_by("pk").values_list("pk", flat=True)[:60]
        ]
        assert all(kept[:2])
        assert any(number for _code, _unit, number in stocks)
        return kept, stocks


@pytest.fixture
def replay(db, monkeypatch):
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    return Replay()


def lines_of(old, heirs):
    """What became of a unit: into one, or split among several of whom the first keeps its books."""
    names = "; ".join(heirs)
    verb = "Nhập" if len(heirs) == 1 else "Tách"
    return (old.code, verb, names, heirs[0] if len(heirs) > 1 else "")


@pytest.mark.whole
def test_lai_chau_without_districts_counts_what_it_counted(replay):
    replay.load("12")
    then, now = map_of.by_code(code="12", day=EVE), map_of.by_code(code="12", day=ON)
    province = replay.found("tinh_doan", "Tỉnh đoàn Lai Châu", replay.root, then)
    for place in map_of.children(place=now, day=ON):
        replay.found("doan_xa", f"Đoàn xã {place.name}", province, place, on=ON)
    rows = []
    for number, place in enumerate(map_of.children(place=then, day=EVE)):
        district = replay.found("huyen_doan", f"Huyện đoàn {place.name}", province, place)
        replay.officer(district)
        heirs = {}
        for old in map_of.children(place=place, day=EVE):
            union = replay.found("doan_xa", f"Đoàn xã {old.name}", district, old)
            into = [f"Đoàn xã {each.name}" for each in map_of.successors(place=old)]
            heirs |= dict.fromkeys(into)
            rows.append(lines_of(union, into))
            if number % 3 == 0:
                replay.recorded(union, old, 10 + len(rows))
        rows.append(lines_of(district, list(heirs)))
    before = replay.figures()

    done = replay.reorganise(province, *rows)

    assert done.lines.count() == len(rows) > 100
    assert replay.figures() == before
    assert queries.mismatches() == []
    assert len(tree.district_unions(day=EVE, within=province.pk)) == 8
    assert len(tree.district_unions(day=ON, within=province.pk)) == 0


@pytest.mark.whole
def test_kien_giang_goes_into_an_giang_and_both_count_what_they_counted(replay):
    replay.load("91")
    old = {
        place.name: place
        for place in map_of.at(day=EVE, level="PROVINCE")
        if place.name in {"Kiên Giang", "An Giang"}
    }
    unions = {
        name: replay.found("tinh_doan", f"Tỉnh đoàn {name}", replay.root, place)
        for name, place in old.items()
    }
    below = {}
    for name, place in old.items():
        replay.officer(unions[name])
        for district in list(map_of.children(place=place, day=EVE))[:3]:
            below[district.name] = replay.found(
                "huyen_doan", f"Huyện đoàn {district.name}", unions[name], district
            )
            replay.recorded(below[district.name], district, 20)
    before = replay.figures()

    replay.reorganise(replay.root, ("Tỉnh đoàn Kiên Giang", "Nhập", "Tỉnh đoàn An Giang", ""))

    assert replay.figures() == before
    heir = unions["An Giang"].pk
    assert tree.keeper(unit_id=unions["Kiên Giang"].pk, day=ON) == heir
    parents = tree.parents(unit_ids=[unit.pk for unit in below.values()], day=ON)
    assert set(parents.values()) == {heir}
    today = queries.todays_map(actor=Actor.system(cause="test", day=ON), unit_id=heir)
    months = queries.flow_by_month(
        actor=Actor.system(cause="test", day=ON),
        codes=("activities_recorded",),
        unit_id=heir,
        period=Period.year(2025),
        todays=today,
    )
    assert sum(months["activities_recorded"].values()) == len(below)
