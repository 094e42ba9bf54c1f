"""A served demo and a real Chromium at phone and desk size."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests import gathered


AOXANH = Path(sys.executable).parent / "aoxanh"
DEMO_PASSWORD = "aoxanh-demo-2026"


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(address, server, tries=600):
    for _ in range(tries):
        if server.poll() is not None:
            pytest.fail("the server stopped while starting")
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not answer in time")


def _at(home):
    environment = {
        **os.environ,
        "AOXANH_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home / 'aoxanh.sqlite3'}",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return environment


def _demo(tmp_path_factory):
    """The home of a demo, made by whichever process of the run comes first; the others copy it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            fresh = shared / "demo-fresh"
            fresh.mkdir()
            subprocess.run([AOXANH, "demo"], env=_at(fresh), check=True, stdout=subprocess.DEVNULL)
            fresh.rename(home)
    return home


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Address of a freshly made demo, served by the product's own command; AOXANH_SITE names a running one."""
    running = os.environ.get("AOXANH_SITE")
    if running:
        yield running
        return
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(_demo(tmp_path_factory), home, dirs_exist_ok=True)
    gathered.lay_into(home)
    port = _free_port()
    address = f"http://localhost:{port}"
    environment = _at(home) | {"AOXANH_ADDRESS": address}
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [AOXANH, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _opened(chromium, **options):
    context = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
    context.set_default_timeout(15_000)
    return context


@pytest.fixture
def phone(chromium):
    """A page at the size of a small phone."""
    context = _opened(chromium, viewport={"width": 360, "height": 800}, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone_without_script(chromium):
    context = _opened(chromium, viewport={"width": 360, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(chromium):
    """A page at the size of an office screen."""
    context = _opened(chromium, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(site):
    """Sign a page in as a demo account, by its phone number."""

    def enter(page, number):
        page.goto(f"{site}/dang-nhap/")
        page.locator("input[name=login]").fill(number)
        page.locator("input[name=password]").fill(DEMO_PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
        return page

    return enter


@pytest.fixture
def accessible_on(chromium, accessible):
    """Assert the same of an address: axe itself needs script."""

    def check(address):
        context = _opened(chromium, viewport={"width": 360, "height": 800})
        page = context.new_page()
        page.goto(address)
        accessible(page)
        context.close()

    return check
