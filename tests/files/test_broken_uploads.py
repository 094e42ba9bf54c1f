"""F6: broken and hostile files through every door: refused in words, with little memory, nothing left."""

import json
import os
import subprocess
import sys

import pytest

from tests import tables


pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """What came of the files, by share."""
    home = tmp_path_factory.mktemp("uploads")

    def walk(share):
        address = tables.fill(f"sqlite:///{home / f'{share}.sqlite3'}")
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "aoxanh.config.settings",
            "DATABASE_URL": address,
            "AOXANH_HOME": str(home),
            "AOXANH_SECRET_KEY": "drills only",
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.drills.upload_doors", str(share)],
            env=environment, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    return walk


@pytest.mark.parametrize("share", [16, pytest.param(1, marks=pytest.mark.drill)])
def test_broken_files_are_refused_in_words_and_leave_nothing(walked, record_property, share):
    """Every sixteenth of them with the suite, all in the drill."""
    found = walked(share)

    assert found["faults"] == []
    assert found["left"] == []
    assert found["files"] >= 200 // share
    assert found["refused"] > found["tries"] / 3
    figure = (
        f"{found['refused']} of {found['tries']} refused, the longest in {found['longest']:.2f} s"
    )
    record_property(
        "drill",
        f"F6 broken uploads, SQLite | {found['files']} files through 5 doors, 300 MB more memory"
        f" | {figure} | 0 faults, nothing written of what was refused",
    )


def test_without_the_look_at_what_is_declared_the_memory_does_not_suffice(walked):
    assert walked(0)["status"] >= 500
