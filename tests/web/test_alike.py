"""Icons and other drawings of fixed parts are drawn once for each set of attributes."""

import pytest
from django.template import Context, Template
from django_cotton.templatetags._component import CottonComponentNode

from aoxanh.web.templatetags import alike


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(alike, "_DRAWN", {})


@pytest.fixture
def drawn_by_cotton(monkeypatch):
    """How often cotton itself drew a component."""
    times = []
    whole = CottonComponentNode.render

    def render(node, context):
        times.append(node.component_name)
        return whole(node, context)

    monkeypatch.setattr(CottonComponentNode, "render", render)
    return times


def _page(text, **context):
    return Template(text).render(Context(context))


def test_an_icon_is_drawn_once_for_many(drawn_by_cotton):
    page = _page(
        "{% for each in three %}{% cotton ui.icon name='menu' / %}{% endfor %}", three="abc"
    )

    assert page.count("#menu") == 3
    assert drawn_by_cotton == ["ui.icon"]


def test_an_icon_named_by_the_page_is_kept_under_its_own_name(drawn_by_cotton):
    text = '{% for each in names %}{% cotton ui.icon name="{{ each }}" / %}{% endfor %}'

    page = _page(text, names=["menu", "send", "menu"])

    assert [page.count("#menu"), page.count("#send")] == [2, 1]
    assert drawn_by_cotton == ["ui.icon", "ui.icon"]


def test_other_attributes_and_sizes_make_another_drawing():
    first, second = (
        _page(f"{{% cotton ui.icon name='menu' {more} / %}}")
        for more in ("size='small'", "label='x'")
    )

    assert "ax-icon--small" in first
    assert 'aria-label="x"' in second


def test_what_holds_words_of_a_page_is_never_kept(drawn_by_cotton):
    text = "{% cotton ui.tag %}{{ word }}{% endcotton %}"

    assert "Một" in _page(text, word="Một")
    assert "Hai" in _page(text, word="Hai")
    assert drawn_by_cotton.count("ui.tag") == 2


def test_no_more_is_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(alike, "KEPT", 2)

    for name in ("menu", "send", "loader", "award"):
        _page(f"{{% cotton ui.icon name='{name}' / %}}")

    assert len(alike._DRAWN) == 2


def test_while_developing_nothing_is_kept(settings, drawn_by_cotton):
    settings.DEBUG = True

    _page("{% cotton ui.icon name='menu' / %}{% cotton ui.icon name='menu' / %}")

    assert len(drawn_by_cotton) == 2
