"""What is always alike is drawn once: icons for each set of attributes, fixed words, addresses, frames."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch
from django.utils import translation

from aoxanh.web.templatetags import alike
from aoxanh.web.templatetags.components import Component


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(alike, "_DRAWN", {})


@pytest.fixture
def drawn_anew(monkeypatch):
    """How often a component was drawn anew."""
    times = []
    whole = Component.render

    def render(node, context):
        times.append(node.component_name)
        return whole(node, context)

    monkeypatch.setattr(Component, "render", render)
    return times


def _page(text, **context):
    return Template(text).render(Context(context))


def test_an_icon_is_drawn_once_for_many(drawn_anew):
    page = _page(
        "{% for each in three %}{% cotton ui.icon name='menu' / %}{% endfor %}", three="abc"
    )

    assert page.count("#menu") == 3
    assert drawn_anew == ["ui.icon"]


def test_an_icon_named_by_the_page_is_kept_under_its_own_name(drawn_anew):
    text = '{% for each in names %}{% cotton ui.icon name="{{ each }}" / %}{% endfor %}'

    page = _page(text, names=["menu", "send", "menu"])

    assert [page.count("#menu"), page.count("#send")] == [2, 1]
    assert drawn_anew == ["ui.icon", "ui.icon"]


def test_other_attributes_and_sizes_make_another_drawing():
    first, second = (
        _page(f"{{% cotton ui.icon name='menu' {more} / %}}")
        for more in ("size='small'", "label='x'")
    )

    assert "ax-icon--small" in first
    assert 'aria-label="x"' in second


def test_what_holds_words_of_a_page_is_never_kept(drawn_anew):
    text = "{% cotton ui.tag %}{{ word }}{% endcotton %}"

    assert "Một" in _page(text, word="Một")
    assert "Hai" in _page(text, word="Hai")
    assert drawn_anew.count("ui.tag") == 2


def test_no_more_is_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(alike, "KEPT", 2)

    for name in ("menu", "send", "loader", "award"):
        _page(f"{{% cotton ui.icon name='{name}' / %}}")

    assert len(alike._DRAWN) == 2


def test_while_developing_nothing_is_kept(settings, drawn_anew):
    settings.DEBUG = True

    _page("{% cotton ui.icon name='menu' / %}{% cotton ui.icon name='menu' / %}")

    assert len(drawn_anew) == 2


def test_a_frame_is_drawn_once_for_each_named_value_and_language():
    frame = Template(
        "{% alike name %}{{ name }} {{ told }} {% translate 'Hoạt động' %}{% endalike %}"
    )

    first = frame.render(Context({"name": "Lào Cai", "told": "một"}))
    again = frame.render(Context({"name": "Lào Cai", "told": "hai"}))
    other = frame.render(Context({"name": "Hà Nội", "told": "ba"}))
    with translation.override("en"):
        english = frame.render(Context({"name": "Lào Cai", "told": "bốn"}))

    assert first == again == "Lào Cai một Hoạt động"
    assert other == "Hà Nội ba Hoạt động"
    assert english == "Lào Cai bốn Activity"


def test_while_developing_a_frame_is_drawn_anew(settings):
    settings.DEBUG = True
    frame = Template("{% alike %}{{ told }}{% endalike %}")

    assert [frame.render(Context({"told": told})) for told in ("một", "hai")] == ["một", "hai"]


def test_fixed_words_follow_the_language():
    words = Template("{% translate 'Hoạt động' %}{% translate told as said %}|{{ said }}")

    vietnamese = words.render(Context({"told": "Tìm hoạt động"}))
    with translation.override("en"):
        english = words.render(Context({"told": "Hoạt động"}))

    assert (vietnamese, english) == ("Hoạt động|Tìm hoạt động", "Activity|Activity")


def test_fixed_addresses_follow_the_language_and_can_be_named():
    address = Template(
        "{% url 'activities:list' %} {% url 'activities:list' as there %}{{ there }}"
    )

    vietnamese = [address.render(Context()) for _ in range(2)]
    with translation.override("en"):
        english = address.render(Context())

    assert vietnamese == ["/hoat-dong/ /hoat-dong/"] * 2
    assert english == "/en/hoat-dong/ /en/hoat-dong/"


def test_an_address_that_is_not_there_is_refused_each_time_or_empty():
    refused = Template("{% url 'nothing:here' %}")

    for _ in range(2):
        assert _page("{% url 'nothing:here' as there %}[{{ there }}]") == "[]"
        with pytest.raises(NoReverseMatch):
            refused.render(Context())


def test_while_a_named_value_is_none_a_frame_is_drawn_anew():
    frame = Template("{% alike mark %}{{ told }}{% endalike %}")

    assert [frame.render(Context({"mark": None, "told": told})) for told in ("1", "2")] == [
        "1",
        "2",
    ]
