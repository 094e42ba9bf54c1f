"""The one browser of a run and what axe says of a page; every folder of browser tests shares them."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tools.chromium import find_chromium


RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def chromium():
    found = find_chromium()
    if found is None:
        pytest.fail("no Chromium: browser tests cannot run")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.path, args=list(found.flags))
        yield browser
        browser.close()


@pytest.fixture
def accessible():
    """Assert that axe finds nothing on the page as it stands."""
    axe = Axe()

    def check(page, rules=RULES):
        found = axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        faults = [
            (each["id"], [node["html"][:160] for node in each["nodes"]][:3])
            for each in found.response["violations"]
        ]
        assert faults == [], json.dumps(faults, ensure_ascii=False, indent=1)

    return check
