"""Render the key pages of a running demo to PNG: `python -m tools.shots [ADDRESS] [FOLDER]`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import find_chromium


PASSWORD = "aoxanh-demo-2026"  # noqa: S105  printed by the demo itself
SIZES = {"phone": (360, 800), "desktop": (1440, 900)}
THEMES = ("light", "dark")
PUBLIC = {
    "front": "/",
    "activities": "/hoat-dong/",
    "lookup": "/chung-nhan/",
    "gallery": "/thanh-phan/",
    "sign-in": "/dang-nhap/",
}
MANAGE = {
    "todo": "",
    "dashboard": "tong-quan/",
    "manage-activities": "hoat-dong/",
    "people": "nguoi/",
    "units": "don-vi/",
    "audit": "nhat-ky/",
    "outbox": "tin-gui-di/",
}
OFFICER = "0900000001"


def _shoot(page: Page, address: str, path: Path) -> None:
    answer = page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path, full_page=True)
    print(path.name, answer.status if answer else "?")


def _sign_in(page: Page, address: str) -> str:
    page.goto(f"{address}/dang-nhap/")
    page.locator("input[name=login]").fill(OFFICER)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    return page.url


def _series(browser: Browser, address: str, folder: Path, size: str, theme: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="vi-VN"
    )  # type: ignore[arg-type]
    page = context.new_page()
    for name, path in PUBLIC.items():
        _shoot(page, address + path, folder / f"{name}-{size}-{theme}.png")
    page.goto(address + "/hoat-dong/")
    first = page.locator("main a[href^='/hoat-dong/']").first.get_attribute("href")
    if first:
        _shoot(page, address + first, folder / f"activity-{size}-{theme}.png")
    home = _sign_in(page, address)
    for name, path in MANAGE.items():
        _shoot(page, home + path, folder / f"{name}-{size}-{theme}.png")
    context.close()


def main() -> int:
    address = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "shots")
    folder.mkdir(parents=True, exist_ok=True)
    found = find_chromium()
    if found is None:
        print("no Chromium on this machine")
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.path, args=list(found.flags))
        for size in SIZES:
            for theme in THEMES:
                _series(browser, address, folder, size, theme)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
