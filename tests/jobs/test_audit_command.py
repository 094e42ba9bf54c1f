"""`aoxanh audit check`: the trail is what was sealed, or the command says where it is not."""

import pytest

from aoxanh.audit import actions
from aoxanh.jobs import cli
from aoxanh.units.types import KindsLoaded


@pytest.fixture
def sealed(db, settings, tmp_path, system, now, monkeypatch, django_capture_on_commit_callbacks):
    settings.KEY_FOLDER = tmp_path
    monkeypatch.setattr(actions.queries, "_final", actions.Entry.objects.all)
    actions.record(by=system, event=KindsLoaded(1), unit_id=None, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        return actions.seal(by=system, now=now)


def test_a_whole_trail_is_said_to_be_whole(sealed, capsys):
    assert cli.main(["audit", "check"]) == 0
    assert "nguyên vẹn" in capsys.readouterr().out


def test_a_seal_that_is_gone_is_told_with_its_meaning(sealed, tmp_path, capsys):
    with (tmp_path / actions.SEALED).open("a", encoding="ascii") as noted:
        noted.write("0" * 64 + "\n")

    assert cli.main(["audit", "check"]) == 1
    told = capsys.readouterr()
    assert "đưa về bản cũ" in told.out
    assert "báo đơn vị cấp trên" in told.err


def test_without_any_seal_there_is_nothing_to_miss(db, settings, tmp_path):
    settings.KEY_FOLDER = tmp_path

    assert cli.main(["audit", "check"]) == 0
