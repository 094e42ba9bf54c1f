"""The components: in the gallery, documented, safe under the content security policy."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import Client
from django_cotton.templatetags._component import CottonComponentNode

from aoxanh.web.gallery.forms import SampleForm
from aoxanh.web.templatetags.components import Component


ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "aoxanh/web/templates"
COMPONENTS = sorted((TEMPLATES / "cotton/ui").glob("*.html"))
ICONS = set((ROOT / "frontend/icons.txt").read_text().split())


def _render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def _inside(name: str, attributes: str = "", slot: str = "", **context: object) -> str:
    """Render one component; cotton reads tags from files only, so its own tag is written here."""
    return _render(f"{{% cotton ui.{name} {attributes} %}}{slot}{{% endcotton %}}", **context)


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_says_what_its_attributes_mean(path):
    text = path.read_text()
    declared = re.search(r"<c-vars(.*?)/>", text, re.DOTALL)
    names = re.findall(r"[\s:]([a-z_]+)=", declared[1]) if declared else []

    comment = text.partition("{% endcomment %}")[0]

    assert comment.startswith("{% comment %}")
    assert [name for name in names if not re.search(rf"\b{name}\b", comment)] == []


def test_every_icon_that_is_named_is_in_the_sprite():
    named = set()
    for path in TEMPLATES.rglob("*.html"):
        named |= set(re.findall(r'\bicon(?:_end)?="([a-z0-9-]+)"', path.read_text()))
        named |= set(re.findall(r'<c-ui\.icon name="([a-z0-9-]+)"', path.read_text()))

    assert named - ICONS == set()


def _gallery() -> str:
    """Without the token that every form hides, new each time."""
    page = Client().get("/thanh-phan/").content.decode()
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", page)


@pytest.mark.django_db
def test_every_component_is_drawn_as_cotton_draws_it(monkeypatch):
    ours = _gallery()
    monkeypatch.setattr(Component, "_quickly", lambda *_: "")
    assert _gallery() != ours, "our own way of drawing was not taken"

    monkeypatch.setattr(Component, "render", CottonComponentNode.render)

    assert _gallery() == ours


@pytest.mark.parametrize(
    "text",
    [
        "{% cotton ui.tag :attrs='more' %}x{% endcotton %}",
        "{% cotton component is='ui.tag' tone='ok' %}x{% endcotton %}",
        "{% cotton ui.tag tone='ok' only %}x{% endcotton %}",
        "{% cotton ui.tag tone=unknown data-x={{ n }} hidden %}{{ n }}{% endcotton %}",
        "{% cotton ui.field :field='unknown' label='{{ n }}' for='x' %}{{ n }}{% endcotton %}",
    ],
)
def test_unusual_ways_to_ask_for_a_component_are_those_of_cotton(monkeypatch, text):
    context = {"n": "<b>", "more": {"tone": "ok", "data-y": "1"}}
    ours = _render(text, **context)

    monkeypatch.setattr(Component, "render", CottonComponentNode.render)

    assert _render(text, **context) == ours


@pytest.mark.django_db
@pytest.mark.parametrize("ground", ["", "?nen=toi"])
def test_the_gallery_needs_no_inline_script_style_or_handler(ground):
    page = Client().get(f"/thanh-phan/{ground}").content.decode()

    assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", page) == []
    assert re.findall(r"<style|<script(?![^>]*\ssrc=)", page) == []
    assert "{{" not in page
    assert "<c-" not in page


@pytest.mark.django_db
def test_the_gallery_gives_every_element_an_id_of_its_own():
    page = Client().get("/thanh-phan/").content.decode()

    ids = re.findall(r'\sid="([^"]+)"', page)

    assert sorted(ids) == sorted(set(ids))


def test_a_refused_field_keeps_what_was_typed_and_is_tied_to_its_sentence():
    form = SampleForm({"contact": "0900 00 12"})

    html = _inside("field", ':field="form.contact"', form=form)

    assert 'value="0900 00 12"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_contact_error"' in html
    assert 'id="id_contact_error"' in html


def test_the_hint_of_a_field_is_tied_to_it():
    html = _inside("field", ':field="form.commune"', form=SampleForm())

    assert 'aria-describedby="id_commune_helptext"' in html
    assert 'id="id_commune_helptext"' in html


def test_choices_are_a_fieldset_with_its_question():
    html = _inside("field", ':field="form.size"', form=SampleForm())

    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('type="radio"') == 2


def test_words_of_people_are_escaped():
    html = _inside("row", 'title="{{ title }}"', title="<b>O'Lan</b>")

    assert "<b>" not in html
    assert "&lt;b&gt;O&#x27;Lan&lt;/b&gt;" in html


def test_an_indicator_without_a_figure_is_never_drawn_as_zero():
    html = _inside("bullet", 'title="Kiểm tra, giám sát"')

    assert "Chưa có số liệu" in html
    assert 'width="0.0%"' not in html


def test_a_full_shift_says_so_and_offers_the_waiting_list():
    html = _inside("shift", ':taken="30" :capacity="30" full="1" waiting="1"')

    assert "Hết chỗ, còn danh sách dự bị" in html


def test_a_shift_says_how_many_places_are_left():
    html = _inside("shift", ':taken="24" :left="6" :capacity="30"')

    assert "Còn 6 trên 30 chỗ" in html


def test_bars_keep_plain_numbers_whatever_the_language_writes():
    html = _inside("job", ':done="1640" :total="12000"')

    assert 'value="1640"' in html
    assert 'max="12000"' in html
    assert "1.640 / 12.000" in html


def test_an_illustration_that_is_not_drawn_shows_the_gathering():
    html = _inside("scene", 'name="moon"')

    assert "scenes/gathering.svg#scene" in html


def _named_in(text: str) -> set[str]:
    return set(re.findall(r"<c-ui\.([a-z_]+)", text))


def test_every_component_stands_in_the_gallery():
    shown = set()
    for path in (TEMPLATES / "gallery").glob("*.html"):
        shown |= _named_in(path.read_text())
    for path in COMPONENTS:
        if path.stem in shown:
            shown |= _named_in(path.read_text())

    assert {path.stem for path in COMPONENTS} - shown == set()
