"""Another process that draws register numbers: some drawings fail on purpose and must leave no gap.

Run as `python -m tests.documents.drawing UNIT TIMES`; prints the numbers it kept.
"""

import os
import sys
from datetime import UTC, date, datetime

import django


YEAR = 2026
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class _GivenUp(Exception):
    pass


def draw(unit_id: int, times: int) -> list[int]:
    from django.db import transaction  # noqa: PLC0415  needs Django set up first

    from aoxanh.documents import actions  # noqa: PLC0415
    from aoxanh.kernel.actors import Actor  # noqa: PLC0415

    by = Actor.system(cause="test", day=date(2026, 11, 23))
    kept = []
    for turn in range(times):
        try:
            with transaction.atomic():
                number = actions.next_number(
                    by=by, unit_id=unit_id, year=YEAR, series="CN", now=NOW
                )
                if turn % 3 == 2:
                    raise _GivenUp  # noqa: TRY301  what fails is the block around it
        except _GivenUp:
            continue
        kept.append(number)
    return kept


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
    django.setup()
    print(*draw(int(sys.argv[1]), int(sys.argv[2])))  # noqa: T201
