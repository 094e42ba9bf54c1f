"""The drills of docs/reliability.md by their names: `make drill`, or some of them, `make drill ONLY="L4 F1"`.

`make test` runs the short form of each; this is the long one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.mutated import CORE


LONG = {"AOXANH_ROUNDS": "100"}
"""What makes a drill long."""


@dataclass(frozen=True)
class Drill:
    """What is done, by which words for pytest (or for a ``module`` of its own), and how long that takes.

    The minutes are estimated for two cores that do nothing else.
    """

    what: str
    minutes: int
    words: Sequence[str]
    on_postgres: bool = True
    module: str = ""


def _in_drills(*names: str) -> tuple[str, ...]:
    return tuple(f"tests/drills/test_{name}.py" for name in names)


_ROUND_THE_CLOCK = "tests/activities/test_any_order.py"
_OPENING = _in_drills("opening_and_soak")
_QUEUE = _in_drills("queue_gone")
_TABLE = "tests/access_table"

DRILLS = {
    "L1": Drill(
        "last places",
        100,
        ("tests/races", *_in_drills("last_places_over_http", "last_places_in_a_crowd")),
    ),
    "L2": Drill("opening burst", 12, (*_OPENING, "-k", "everybody_who_comes or the_last_place")),
    "L3": Drill("overload", 2, _in_drills("overload")),
    "L4": Drill("soak", 32, (*_OPENING, "-k", "after_long or without_the_pool")),
    "L5": Drill("state machine", 40, _in_drills("state_machine", "state_machine_together")),
    "F1": Drill("killed processes", 45, _in_drills("killed")),
    "F2": Drill("failing statements", 3, _in_drills("failing_statements")),
    "F3": Drill("full disks", 1, _in_drills("disk_full")),
    "F4": Drill("phones without a signal", 9, (_ROUND_THE_CLOCK, "-m", "drill"), on_postgres=False),
    "F5": Drill("clocks that step", 1, (_ROUND_THE_CLOCK, "-k", "steps"), on_postgres=False),
    "F6": Drill(
        "broken uploads",
        3,
        ("tests/files/test_broken_uploads.py", "-k", "not 16"),
        on_postgres=False,
    ),
    "F7": Drill("Valkey and worker gone", 2, (*_QUEUE, "-k", "valkey or taking_it_first")),
    "F8": Drill("formulas in lists", 1, ("tests/web/lists/test_formulas.py",), on_postgres=False),
    "F9": Drill("backups", 60, _in_drills("restored", "point_in_time", "country_restored")),
    "F10": Drill("bad clients", 3, _in_drills("dropping_clients")),
    "F11": Drill("schedulers", 1, (*_QUEUE, "-k", "scheduler")),
    "F12": Drill("upgrade", 12, _in_drills("upgraded", "upgraded_at_size", "upgrade_cut")),
    "B1": Drill(
        "fuzzed interface", 10, ("tests/openapi/test_fuzzed.py", "-m", "drill"), on_postgres=False
    ),
    "B2": Drill("walked pages", 120, ("tests/walking",), on_postgres=False),
    "B3": Drill("Vietnamese text", 1, ("tests/people/test_vietnamese_names.py",)),
    "B4": Drill("changed core", 45, tuple(CORE), module="tools.mutated"),
    "A1": Drill(
        "table of access",
        15,
        (f"{_TABLE}/test_access_table.py", f"{_TABLE}/test_controls.py"),
        on_postgres=False,
    ),
    "A2": Drill(
        "ids of others",
        15,
        (f"{_TABLE}/test_foreign_objects.py", f"{_TABLE}/test_absent_alike.py"),
        on_postgres=False,
    ),
    "A3": Drill("headers", 1, ("tests/web/test_headers.py",), on_postgres=False),
    "A4": Drill("ASVS", 1, ("tests/house/test_asvs.py",), on_postgres=False),
    "A5": Drill("sign-in", 1, ("tests/access/test_sessions_stolen.py",), on_postgres=False),
    "D1": Drill("killed writers of the trail", 3, _in_drills("trail_killed")),
    "D2": Drill("insiders", 2, ("tests/drills/insider",)),
    "R1": Drill("roll-ups", 5, _in_drills("increments")),
    "N1": Drill(
        "much at once",
        12,
        (
            *("tests/people", "tests/activities", "tests/files/test_long_lists.py"),
            *("-m", "drill", "--deselect", _ROUND_THE_CLOCK),
        ),
    ),
    "N2": Drill("the country", 5, ("tests/jobs", "tests/units", "-m", "drill"), on_postgres=False),
}
