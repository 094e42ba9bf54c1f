"""What the short check leaves out is asked by the long one."""

from tools import checks


def test_what_make_check_leaves_out_make_test_runs_on_both_databases(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(checks, "MEASURED", tmp_path / "measured")
    monkeypatch.setattr(checks, "_server", lambda: "postgres://")
    monkeypatch.setattr(checks, "_measured", lambda *words, **_where: asked.append(words))

    checks._on_sqlite_measured()
    checks._on_postgres()

    assert "not whole" in checks.QUICK[1]
    assert len(asked) == 2
    assert not [word for words in asked for word in words if "whole" in word]
