"""The one browser of a run and what axe says of a page; every folder of browser tests shares them."""

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

from tools.chromium import find_chromium


RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
FAULTS = """options => axe.run(options).then(found => found.violations.map(
  fault => [fault.id, fault.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]))"""
"""Said in few words there: what axe found in order is longer than the page."""


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

    def check(page, rules=RULES):
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        faults = page.evaluate(FAULTS, {"runOnly": rules, "resultTypes": ["violations"]})
        assert faults == [], json.dumps(faults, ensure_ascii=False, indent=1)

    return check
