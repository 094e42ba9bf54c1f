"""Draw every page of the access table into a folder: `python -m tests.every_page.draw FOLDER`.

A process of its own: Playwright's loop in the process of the tests keeps Django from its database there.
"""

import json
import os
import sys
from pathlib import Path

import django
import time_machine


os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.test.runner import DiscoverRunner  # noqa: E402  after the settings
from django.test.utils import setup_test_environment  # noqa: E402

from aoxanh.kernel.actors import Actor  # noqa: E402
from tests.access_table.land import Land  # noqa: E402
from tests.activities.world import World  # noqa: E402
from tests.budgets.growing import grow  # noqa: E402
from tests.budgets.pages import PAGES, visit  # noqa: E402
from tests.conftest import NOW, TODAY  # noqa: E402


INDEX = "index.json"


def draw(folder: Path) -> None:
    """Every page of a land with several of everything, as a file; what each answered in the index."""
    system = Actor.system(cause="test", day=TODAY)
    land = Land(World(system=system, day=TODAY, now=NOW)).build()
    grow(land, range(1, 4))
    index = {}
    for row in PAGES:
        client, path, asking = visit(land, row)
        answer = client.get(path, asking)
        (folder / row.name.replace(":", ".")).write_bytes(answer.getvalue())
        index[row.name] = [answer.status_code, answer.headers.get("Content-Type", "")]
    (folder / INDEX).write_text(json.dumps(index), encoding="utf-8")


if __name__ == "__main__":
    setup_test_environment()
    DiscoverRunner(verbosity=0).setup_databases()
    with time_machine.travel(NOW, tick=False):
        draw(Path(sys.argv[1]))
