"""Rules that are quickly reached, and who served by them."""

from datetime import date

from aoxanh.recognition import actions, queries
from aoxanh.recognition.types import Scope
from tests.recognition.service import SERVED_ON


PAPER, BADGE = "chung_nhan_tntn", "huy_hieu_tntn"
CLUBS, UNITS = "doi_nhom_tich_cuc", "don_vi_tinh_nguyen"
_SHIPPED = (actions.recognition_rules.SHIPPED).read_text(encoding="utf-8")
_EASY = (
    _SHIPPED.replace("at_least: 20}", "at_least: 6}")
    .replace("at_least: 4}", "at_least: 2}")
    .replace("ACTIVITIES, at_least: 3", "ACTIVITIES, at_least: 2")
    .replace("at_least: 30}", "at_least: 8}")
    .replace("ACTIVITIES, at_least: 5", "ACTIVITIES, at_least: 2")
    .replace("PEOPLE, at_least: 15", "PEOPLE, at_least: 3")
    .replace("HOURS, at_least: 100", "HOURS, at_least: 8")
    .replace("at_least: 200}", "at_least: 12}")
)
LATER = date(2026, 11, 1)


def load(service, folder):
    """The shipped rules with thresholds that two activities reach."""
    path = folder / "recognition_rules.yaml"
    path.write_text(_EASY, encoding="utf-8")
    actions.load_recognition_rules(by=service.world.system, path=path, now=service.world.now)
    return path


def scope_of(service, rule=PAPER, last_day=None):
    found = queries.recognition_rule(rule)
    period = queries.period_of_rule(found, last_day or service.world.day)
    return Scope(period=period, rule=rule)


def earn(service, name="Giàng Thị Mỷ", *, minutes=240):
    """Somebody who served at both activities."""
    person = service.person(name)
    service.serve(person, minutes)
    other = service.second = getattr(service, "second", None) or service.held(
        "Dọn rác suối Nậm Na", day=LATER
    )
    service.serve(person, minutes, activity=other, day=LATER)
    return person


def club(service, name="Áo xanh", *, parent=None):
    """A club below Tả Lèng that has run nothing yet."""
    return service.world.found(name, parent=parent or service.world.ta_leng, kind="cau_lac_bo")


def busy_club(service, name="Áo xanh", *, people=3, minutes=120):
    """A club whose two activities so many people came to, those of Tả Lèng."""
    made = club(service, name)
    crowd = [service.person(f"{name} {number}") for number in range(people)]
    for day in (SERVED_ON, LATER):
        run = service.held(f"{name} ngày {day.day}", unit=made, day=day)
        for person in crowd:
            service.serve(person, minutes, activity=run, day=day)
    return made
