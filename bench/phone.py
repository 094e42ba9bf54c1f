"""How a running demo feels on a slow phone: `python -m bench.phone ADDRESS`; docs/performance.md says how to read it.

A Chromium with a processor slowed down and the network of a place with bad reception: first visits, a phone made ready
for a door, the door opened without any signal, people checked in by a tap and by their code. ADDRESS begins with
``http://localhost``: elsewhere a phone keeps pages only over HTTPS.
"""

import argparse
import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tools.chromium import find_chromium


SLOWER = 6
"""Times that the processor is slower: about a phone of 2019 at the lower end."""

KBIT_DOWN, KBIT_UP, ROUND_TRIP_MS = 750, 250, 300
"""3G as browsers' tools mean it where it is slow."""

TAPS = 8
LEADER, PASSWORD = "0900000006", "aoxanh-demo-2026"
_LARGEST = """() => new Promise(done => new PerformanceObserver(list => {
  done(list.getEntries().at(-1).startTime);
}).observe({ type: "largest-contentful-paint", buffered: true }))"""
_TAPPED = """() => new Promise(done => {
  const told = document.querySelector("[data-part=name]");
  const button = document.querySelector("[data-part=people] .ax-item button");
  const began = performance.now();
  new MutationObserver((_rows, seen) => {
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  }).observe(told, { childList: true, characterData: true, subtree: true });
  button.click();
})"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.phone", description=__doc__)
    parser.add_argument("address", help="a served demo, as http://localhost:8000")
    address = parser.parse_args().address.rstrip("/")
    print(f"processor {SLOWER} × slower, {KBIT_DOWN} kbit/s down, {ROUND_TRIP_MS} ms round trip")
    for name, path in (("front", "/"), ("list of activities", "/hoat-dong/")):
        with _phone() as phone:
            _slow(phone)
            _tell(f"{name}, first visit, largest part drawn", _first_visit(phone, address + path))
    with _phone() as phone:
        _at_a_door(phone, address)


def _at_a_door(phone: Page, address: str) -> None:
    _ask_for_the_door(phone, address)
    _slow(phone)
    _tell("a phone made ready for a door", _made_ready(phone))
    _tell("the door opened without signal", _opened_without_signal(phone))
    taps = [float(phone.evaluate(_TAPPED)) for _each in range(TAPS)]
    _tell(f"a tap until the name stands there, median of {TAPS}", statistics.median(taps))
    _tell("the slowest of them", max(taps))


@contextmanager
def _phone() -> Iterator[Page]:
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("no Chromium: `make install-browser` or AOXANH_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path, args=list(chromium.flags)
        )
        context: BrowserContext = browser.new_context(
            locale="vi-VN", viewport={"width": 360, "height": 800}, has_touch=True
        )
        context.set_default_timeout(120_000)
        yield context.new_page()
        browser.close()


def _slow(phone: Page) -> None:
    tools = phone.context.new_cdp_session(phone)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tools.send("Network.enable")
    speed = {"downloadThroughput": KBIT_DOWN * 125, "uploadThroughput": KBIT_UP * 125}
    tools.send(
        "Network.emulateNetworkConditions", {"offline": False, "latency": ROUND_TRIP_MS, **speed}
    )


def _first_visit(phone: Page, page: str) -> float:
    phone.goto(page, wait_until="load")
    return float(phone.evaluate(_LARGEST))


def _ask_for_the_door(phone: Page, address: str) -> None:
    """Signed in, at full speed, up to the page that makes the phone ready."""
    phone.goto(f"{address}/dang-nhap/")
    phone.locator("input[name=login]").fill(LEADER)
    phone.locator("input[name=password]").fill(PASSWORD)
    phone.locator("main form button[type=submit]").first.click()
    phone.wait_for_load_state()
    phone.goto(f"{phone.url}hoat-dong/")
    phone.get_by_role("link", name="làm sạch suối Tả Lèng").first.click()
    phone.get_by_role("link", name="Điểm danh").first.click()
    phone.wait_for_load_state()
    phone.get_by_role("link", name="Chuẩn bị đi nơi không có sóng").click()


def _made_ready(phone: Page) -> float:
    button = phone.get_by_role("button", name="Chuẩn bị máy này")
    button.wait_for()
    began = _now(phone)
    button.click()
    phone.get_by_text("Trang này đã nằm trên máy").wait_for()
    return _now(phone) - began


def _opened_without_signal(phone: Page) -> float:
    home = phone.url
    phone.goto("about:blank")
    phone.context.set_offline(True)
    began = _now(phone)
    phone.goto(home)
    phone.locator("[data-part=people] .ax-item").first.wait_for()
    return _now(phone) - began


def _now(phone: Page) -> float:
    """Milliseconds of the phone's own clock."""
    return float(phone.evaluate("Date.now()"))


def _tell(what: str, milliseconds: float) -> None:
    print(f"{what:<58} {milliseconds:8,.0f} ms")


if __name__ == "__main__":
    main()
