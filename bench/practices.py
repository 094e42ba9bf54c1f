"""Models brought in and found: `python -m bench.practices [--models N]`; docs/performance.md says how to read it.

On a throw-away PostgreSQL begun with ``aoxanh demo``: how long 10,000 rows of a compiled table take to become drafts,
and how long each search takes among N models, right after they were listed. One line for each goal.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import date
from itertools import islice
from pathlib import Path

import django


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
os.environ.setdefault("AOXANH_SECRET_KEY", "only for measuring")
django.setup()

from django.utils import timezone  # noqa: E402  Django must be set up first

from aoxanh.kernel.actors import Actor  # noqa: E402
from aoxanh.practices import actions, queries  # noqa: E402
from aoxanh.practices.models import Practice, PracticeFlag  # noqa: E402
from aoxanh.practices.queries import PracticeFilter  # noqa: E402
from aoxanh.practices.types import PracticeLevel, Replicability  # noqa: E402
from aoxanh.units import queries as units  # noqa: E402
from aoxanh.work import actions as work  # noqa: E402
from bench import servers  # noqa: E402
from tools.with_postgres import postgres  # noqa: E402


FULL, BROUGHT_IN = 100_000, 10_000
BROUGHT_IN_SECONDS, FOUND_MS = 60, 50
_AT_ONCE = 10_000
SEARCHES = (
    "vườn ươm",
    "tu ao am",
    "vuonn uom",
    "lop hoc so",
    "hienmau",
    "khong co chu nay",
    "ban sach duong",
)
_SYLLABLES = (
    "vườn ươm áo ấm bản sạch đường hoa lớp học số máu hiến rừng suối nước cây "
    "quế chợ phiên sách tủ xe đạp cầu đội thanh niên trẻ em già làng nhà trường "
    "bà con giúp dạy trồng sửa gom chia tặng xây giữ tuần tháng mùa đông hè "
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.practices", description=__doc__)
    parser.add_argument("--models", type=int, default=FULL)
    parser.add_argument("--here", action="store_true", help="measure DATABASE_URL as it is")
    options = parser.parse_args()
    if options.here:
        _measure(options.models)
        return
    with tempfile.TemporaryDirectory() as home, postgres(durable=True) as database:
        env = servers.environment(database, Path(home))
        servers.run("aoxanh.jobs.cli", "demo", env=env)
        servers.run("bench.practices", "--here", "--models", str(options.models), env=env)


def _measure(models: int) -> None:
    dice = random.Random(7)  # noqa: S311  texts, no secrets
    print(f"load {os.getloadavg()[0]:.1f} before the run", flush=True)
    brought = _bring_in(dice, min(BROUGHT_IN, models))
    _say(f"{min(BROUGHT_IN, models)} models brought in", BROUGHT_IN_SECONDS, brought, "s")
    while (missing := models - Practice.objects.count()) > 0:
        _bring_in(dice, min(BROUGHT_IN, missing))
    begun = time.perf_counter()
    _list_all()
    print(f"all listed in {time.perf_counter() - begun:.1f} s", flush=True)
    for text in SEARCHES:
        wall, cpu = _search(text)
        _say(f"“{text}” among {Practice.objects.count()}", FOUND_MS, wall, "ms", cpu)


def _say(what: str, goal: int, reached: float, unit: str, cpu: float | None = None) -> None:
    """One goal and what was reached."""
    own = "" if cpu is None else f" ({cpu:.1f} {unit} of them our own processor time)"
    is_met = "met" if reached <= goal else "missed"
    print(
        f"{what:42} goal {goal:>3} {unit:2}  reached {reached:7.1f} {unit:2} {is_met}{own}",
        flush=True,
    )


def _words(dice: random.Random, count: int) -> str:
    syllables = _SYLLABLES.split()
    return " ".join(dice.choice(syllables) for _ in range(count))


def _table(dice: random.Random, rows: int) -> str:
    lengths = (5, 2, 3, 12, 60, 25, 5, 6)
    return "Mô hình hay năm 2019\n" + "".join(
        " \tLai Châu\n" + "".join(f"\t{_words(dice, length)}\n" for length in lengths)
        for _ in range(rows)
    )


def _bring_in(dice: random.Random, rows: int = BROUGHT_IN) -> float:
    """From the text to drafts, every pass that an officer's list takes."""
    by, now = Actor.system(cause="bench", day=date(2026, 11, 23)), timezone.now()
    unit_id = units.instance().root_id or 0
    text = _table(dice, rows)
    begun = time.perf_counter()
    table = queries.list_of(queries.sent_text(text, name="bench.txt", day=by.day))
    batch = work.receive(by=by, kind="practices", unit_id=unit_id, table=table, now=now)
    _pass(
        work.map_columns(by=by, batch_id=batch.pk, mapping=batch.mapping, fills={}, now=now),
        work.CHECK,
        by,
    )
    batch.refresh_from_db()
    _pass(work.apply(by=by, batch_id=batch.pk, expected=batch.ready, now=now), work.APPLY, by)
    return time.perf_counter() - begun


def _pass(batch, task: str, by: Actor) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  a list
    """What the worker does."""
    work.run_pass(
        by=by, task=task, batch_id=batch.pk, report=lambda _done, _total: None, now=timezone.now()
    )


def _list_all() -> None:
    """As an officer does it who looked at everything, ten thousand at once."""
    by, unit_id = Actor.system(cause="bench", day=date(2026, 11, 23)), units.instance().root_id or 0
    drafts = Practice.objects.filter(state="DRAFT", unit_id=unit_id).order_by("pk")
    rows = iter(list(drafts.values_list("pk", "level", "replicability")))
    while part := list(islice(rows, _AT_ONCE)):
        keys = [key for key, _level, _copied in part]
        flags = PracticeFlag.objects.filter(practice_id__in=keys, resolved_at__isnull=True)
        actions.put_all_into_registry(
            by=by,
            unit_id=unit_id,
            chosen={key: (PracticeLevel(one), Replicability(two)) for key, one, two in part},
            flags_seen=set(flags.values_list("pk", flat=True)),
            now=timezone.now(),
        )


def _search(text: str) -> tuple[float, float]:
    """Milliseconds of what the library asks: how many, and the first page; medians of seven, ours apart."""
    taken, own = [], []
    for _ in range(7):
        begun, before = time.perf_counter(), time.process_time()
        rows = queries.Hits(PracticeFilter(text=text))
        rows.count()
        list(rows[:24])
        taken.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - before) * 1000)
    return statistics.median(taken), statistics.median(own)


if __name__ == "__main__":
    main()
