"""The settings of a real installation, read in a process of their own: behind TLS, with a home of their own."""

import json
import os
import subprocess
import sys

import pytest

from aoxanh.config.hashing import Argon2id


pytestmark = pytest.mark.whole

READ = """
import json
from django.conf import settings
names, parts = ("SESSION_COOKIE", "CSRF_COOKIE"), ("_NAME", "_SECURE", "_HTTPONLY", "_PATH", "_DOMAIN")
print(json.dumps({
    "cookies": {n: [getattr(settings, n + part) for part in parts] for n in names},
    "hashers": settings.PASSWORD_HASHERS, "secret": settings.SECRET_KEY, "debug": settings.DEBUG,
}))
from django.core.management import call_command
import django; django.setup()
from aoxanh.web.telling import Messages
print(Messages.storage_classes[0].cookie_name)
call_command("check", deploy=True, fail_level="WARNING")
"""


def _read(home):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "aoxanh.config.settings",
        "AOXANH_HOME": str(home),
        "AOXANH_ADDRESS": "https://tinhnguyen.example.vn",
        "AOXANH_HOSTS": "tinhnguyen.example.vn",
    }
    return subprocess.run(
        [sys.executable, "-c", READ], check=False, capture_output=True, text=True, env=environment
    )


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    return _read(tmp_path_factory.mktemp("home"))


@pytest.fixture
def told(read):
    return json.loads(read.stdout.splitlines()[0])


def test_every_cookie_belongs_to_this_host_alone(read, told):
    assert told["cookies"] == {
        "SESSION_COOKIE": ["__Host-sessionid", True, True, "/", None],
        "CSRF_COOKIE": ["__Host-csrftoken", True, True, "/", None],
    }
    assert read.stdout.splitlines()[1] == "__Host-messages"


def test_passwords_are_hashed_by_a_slow_function(told):
    assert told["hashers"] == ["aoxanh.config.hashing.Argon2id"]
    assert (
        Argon2id()
        .encode("một mật khẩu", "m" * 22)
        .startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    )


def test_every_installation_draws_its_own_secret(told, tmp_path):
    other = json.loads(_read(tmp_path).stdout.splitlines()[0])

    assert len(told["secret"]) >= 50
    assert told["secret"] != other["secret"]


def test_nothing_is_left_for_the_check_before_deploying(read, told):
    assert (read.returncode, told["debug"]) == (0, False), read.stderr
