"""Models brought in and found: `python -m bench.practices [--models N]`, on a home that was begun with ``aoxanh demo``.

Prints how long 10,000 rows of a compiled table take to become drafts, and how long a search over N models takes.
"""

import argparse
import os
import random
import statistics
import time
from datetime import date

import django


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
django.setup()

from django.db import connection  # noqa: E402  Django must be set up first
from django.utils import timezone  # noqa: E402

from aoxanh.kernel.actors import Actor  # noqa: E402
from aoxanh.practices import queries  # noqa: E402
from aoxanh.practices.models import Practice  # noqa: E402
from aoxanh.practices.queries import PracticeFilter  # noqa: E402
from aoxanh.units import queries as units  # noqa: E402
from aoxanh.work import actions as work  # noqa: E402


BROUGHT_IN = 10_000
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
    parser.add_argument("--models", type=int, default=100_000)
    options = parser.parse_args()
    dice = random.Random(7)  # noqa: S311  texts, no secrets
    print(f"{BROUGHT_IN} rows brought in: {_bring_in(dice):.1f} s", flush=True)
    _grow(dice, options.models)
    _list_all()
    for text in SEARCHES:
        print(f"{text!r} among {Practice.objects.count()}: {_search(text):.1f} ms", flush=True)


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


def _grow(dice: random.Random, models: int) -> None:
    while Practice.objects.count() < models:
        _bring_in(dice)


def _list_all() -> None:
    Practice.objects.filter(state="DRAFT").update(state="LISTED", listed_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _search(text: str) -> float:
    """Milliseconds of what the library asks: how many, and the first page; the median of seven."""
    taken = []
    for _ in range(7):
        begun = time.perf_counter()
        rows = queries.Hits(PracticeFilter(text=text))
        rows.count()
        list(rows[:24])
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
