"""The officers' menu shows what can be opened."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context

from aoxanh.web.navigation import MENU, MENU_ENTRIES, menu
from aoxanh.web.templatetags.navigation import door
from tests.web.desks import shown


ICONS = Path(__file__).parents[2] / "frontend" / "icons.txt"


def _context(*, holds: bool) -> Context:
    actor = SimpleNamespace(holds=lambda _: holds)
    return Context({"desk": SimpleNamespace(pk=7), "request": SimpleNamespace(actor=actor)})


def test_an_entry_leads_to_the_page_of_the_desk():
    assert door(_context(holds=True), "todo") == "/dieu-phoi/7/"


@pytest.mark.parametrize("name", ["accounts"])
def test_an_entry_hides_from_officers_without_its_permission(name):
    assert door(_context(holds=True), name) != ""
    assert door(_context(holds=False), name) == ""


def test_a_page_that_does_not_exist_is_no_entry():
    assert door(_context(holds=True), "nowhere") == ""


def _menu(view="todo"):
    return menu(unit_id=7, actor=SimpleNamespace(holds=lambda _: True), view=view)


def _current(view):
    return [
        door.entry.page for group in _menu(view).groups for door in group.doors if door.is_current
    ]


def test_every_entry_has_its_page_and_its_icon():
    shown_pages = [door.entry.page for group in _menu().groups for door in group.doors]

    assert shown_pages == [entry.page for entry in MENU_ENTRIES]
    assert {entry.icon for entry in MENU_ENTRIES} <= set(ICONS.read_text().split())


def test_what_is_used_every_day_stands_first_and_without_a_name():
    daily, *others = MENU

    assert daily.label == ""
    assert len(daily.entries) <= 7
    assert all(group.label and len(group.entries) <= 6 for group in others)


@pytest.mark.parametrize(
    ("view", "page"),
    [
        ("todo", "todo"),
        ("activity_edit", "activities"),
        ("campaign_new", "campaigns"),
        ("units_found", "units"),
        ("unit", "units"),
        ("list_mend", "lists"),
        ("invitations", "accounts"),
        ("quick_rows", "quick_figures"),
        ("kept_lines", "people"),
        ("kept_scans", "activities"),
    ],
)
def test_a_page_lies_behind_one_entry(view, page):
    assert _current(view) == [page]


def test_a_page_behind_no_entry_marks_none():
    assert _current("nowhere") == []


def test_nothing_is_offered_that_may_not_be_opened():
    assert menu(unit_id=7, actor=SimpleNamespace(holds=lambda _: False), view="todo").groups == []


def test_the_group_of_the_open_page_stands_open_without_script(desks, world):
    client = desks.at(world.province, "PROVINCE_OFFICER")

    page = shown(client.get(f"/dieu-phoi/{world.province.pk}/ban-giao/"))

    assert page.count('<details class="ax-rail__group" open>') == 2
    assert page.count('aria-current="page"') >= 2
