"""Settings of the tests: the product's own, made fast and closed to the outside."""

import os
import tempfile
from pathlib import Path

from django.db.backends.signals import connection_created

from aoxanh.config.home import env
from tests import tables


os.environ |= {
    "AOXANH_OIDC_ADDRESS": "https://danh-tinh.example.vn",
    "AOXANH_OIDC_CLIENT": "ao-xanh",
    "AOXANH_OIDC_SECRET": "tests only",
    "AOXANH_OIDC_NAME": "Tài khoản cơ quan",
}
from aoxanh.config.settings import *  # noqa: F403, TID251  the product's settings are the base, read after what they read


HOME = Path(tempfile.mkdtemp(prefix="aoxanh-tests-"))
SECRET_KEY = "tests only"
DATABASES = {"default": env.db("TEST_DATABASE_URL", default="sqlite://:memory:")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA foreign_keys=ON;"}
else:
    DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 2
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = HOME / "files"
KEY_FOLDER = HOME / "keys"
CACHES["pictures"]["LOCATION"] = HOME / "pictures"  # noqa: F405  of the product's settings
ISSUERS_FOLDER = HOME / "issuers"
PAPERS_FOLDER = HOME / "papers"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PUBLIC_PAGES_DRAWN_EVERY = 0
connection_created.connect(tables.copied)
