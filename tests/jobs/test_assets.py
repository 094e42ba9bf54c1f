"""Static files are gathered when they are missing or older than the package, and only then."""

import os
from pathlib import Path

import pytest

from aoxanh.jobs import assets


@pytest.fixture
def gathered(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    calls = []

    def collect(name, **options):
        calls.append(name)
        (Path(settings.STATIC_ROOT) / "staticfiles.json").write_text("{}")

    monkeypatch.setattr(assets, "call_command", collect)
    return calls


def test_missing_files_are_gathered_and_present_ones_are_left(gathered):
    assert assets.gather()
    assert not assets.gather()

    assert gathered == ["collectstatic"]


def test_files_older_than_the_package_are_gathered_again(gathered, tmp_path):
    assets.gather()
    os.utime(tmp_path / "staticfiles.json", (1, 1))

    assert assets.gather()
    assert not assets.gather()
