"""Every page there is: on a phone nothing is wider than the screen and axe finds nothing, light and dark."""

import pytest

from tests.budgets.pages import PAGES


pytestmark = pytest.mark.browser

WIDER = """() => [...document.querySelectorAll("main *")]
  .filter((each) => each.getBoundingClientRect().right > 360.5)
  .map((each) => each.outerHTML.slice(0, 160)).slice(0, 6)"""


@pytest.mark.parametrize("name", [row.name for row in PAGES])
def test_a_page_fits_a_phone_and_is_accessible(host, drawn, phone, dark_phone, accessible, name):
    if not drawn[name].is_page:
        pytest.skip("a file, or leads on to another page")

    phone.goto(f"{host}/{name}")
    dark_phone.goto(f"{host}/{name}")

    assert phone.evaluate("document.documentElement.scrollWidth") <= 360, phone.evaluate(WIDER)
    accessible(phone)
    accessible(dark_phone, rules=["color-contrast"])
