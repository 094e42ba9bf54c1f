"""How rows are locked: never so that another transaction's foreign key has to wait.

On PostgreSQL a plain ``FOR UPDATE`` conflicts with the share lock that every insert takes on the rows
it refers to, so two writers that only mean to append can deadlock. ``FOR NO KEY UPDATE`` does not.
"""

import ast

from tests.house.source import ROOT, nodes, python_files


LOADED_BY_ONE_COMMAND = {"aoxanh/programmes/actions/loading.py"}
"""``update_or_create`` locks with a plain ``FOR UPDATE``: only where nobody else writes."""


def _calls(name):
    for path in python_files(with_tests=False):
        for node in nodes(path, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr == name:
                yield str(path.relative_to(ROOT)), node


def _is_narrow(call):
    given = {each.arg: ast.unparse(each.value) for each in call.keywords}
    return given.get("of") == "('self',)" and given.get("no_key") == "True"


def test_rows_are_locked_alone_and_without_their_key():
    calls = list(_calls("select_for_update"))

    assert len(calls) > 20, "the search finds nothing"
    assert [f"{name}:{call.lineno}" for name, call in calls if not _is_narrow(call)] == []


def test_nothing_locks_rows_with_their_key_by_the_way():
    wide = [f"{name}:{call.lineno}" for name, call in _calls("update_or_create")]

    assert [each for each in wide if each.split(":")[0] not in LOADED_BY_ONE_COMMAND] == []
