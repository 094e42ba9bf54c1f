"""The officers' menu shows what can be opened."""

from types import SimpleNamespace

import pytest
from django.template import Context

from aoxanh.web.templatetags.navigation import door


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
