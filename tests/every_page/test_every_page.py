"""Every page there is: on a phone nothing is wider than the screen and axe finds nothing, light and dark."""

import pytest

from tests.budgets.pages import PAGES


pytestmark = pytest.mark.browser

WIDER = """() => [...document.querySelectorAll("main *")]
  .filter((each) => each.getBoundingClientRect().right > 360.5)
  .map((each) => each.outerHTML.slice(0, 160)).slice(0, 6)"""


STILL = """() => { const still = new CSSStyleSheet();
  still.replaceSync("*, *::before, *::after { transition: none !important }");
  document.adoptedStyleSheets.push(still); }"""

ILL_IN_THE_DARK = """<!doctype html><html lang="vi"><title>Tối</title><main><p>Chữ tối trên nền tối</p></main>
<style>@media (prefers-color-scheme: dark) { body { background: #000 } p { color: #222 } }</style></html>"""


@pytest.mark.parametrize("name", [row.name for row in PAGES])
def test_a_page_fits_a_phone_and_is_accessible(host, drawn, phone, accessible, name):
    if not drawn[name].is_page:
        pytest.skip("a file, or leads on to another page")

    phone.emulate_media(color_scheme="light")
    phone.goto(f"{host}/{name}")

    assert phone.evaluate("document.documentElement.scrollWidth") <= 360, phone.evaluate(WIDER)
    accessible(phone)
    _darken(phone)
    accessible(phone, rules=["color-contrast"])


def test_a_fault_that_stands_in_the_dark_only_is_found(phone, accessible):
    phone.emulate_media(color_scheme="light")
    phone.set_content(ILL_IN_THE_DARK)
    accessible(phone, rules=["color-contrast"])
    _darken(phone)

    with pytest.raises(AssertionError, match="color-contrast"):
        accessible(phone, rules=["color-contrast"])


def _darken(phone):
    """The dark as it stands, no colour on its way into it."""
    phone.evaluate(STILL)
    phone.emulate_media(color_scheme="dark")
