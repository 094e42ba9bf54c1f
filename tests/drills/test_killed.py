"""F1: web process, worker, PostgreSQL or everything killed in the midst of sign-ups: nothing acknowledged is lost."""

import os
import time

import pytest
from django.utils import timezone

from tests import tables
from tests.drills.serving import serving, shared_event, stayer, together
from tests.races.running import Process
from tools.with_postgres import Cluster


CLIENTS = 8
AFTER = 1.7
"""Seconds before the kill."""

GOING_ON = {"web": {"seconds": 5.0}, "worker": {"seconds": 5.0}}
UNTIL_BACK = {"seconds": 90.0, "once_back": 1.0}
"""How long the clients go on."""

ROUNDS = 50 if int(os.environ.get("AOXANH_ROUNDS", "1")) > 10 else 1
SERVICE_BACK = {"everything": 60.0}
"""Seconds within which a client is served again, else 30, on a machine that does other things too."""

pytestmark = [
    pytest.mark.local_network,
    pytest.mark.postgres,
    pytest.mark.skipif(
        not os.environ.get("TEST_DATABASE_URL", "").startswith("postgres"),
        reason="TEST_DATABASE_URL names no PostgreSQL",
    ),
]


@pytest.fixture(scope="module")
def cluster():
    """A PostgreSQL of its own that keeps what it confirmed."""
    made = Cluster(durable=True)
    made.start()
    tables.lay(made.address)
    yield made
    made.remove()


@pytest.fixture(scope="module")
def home(cluster, tmp_path_factory):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "aoxanh.config.settings",
        "DATABASE_URL": cluster.address,
        "AOXANH_HOME": str(tmp_path_factory.mktemp("home")),
        "AOXANH_SECRET_KEY": "drills only",
        "AOXANH_RACE_NOW": timezone.now().isoformat(),
    }


@pytest.fixture(scope="module")
def clerks(home):
    """Who opens activities and reads the tables; ``clerks()`` sends for another one after a crash."""
    sent_for = []

    def fresh():
        while sent_for:
            sent_for.pop().stop()
        sent_for.append(Process(home))
        return sent_for[0]

    fresh().call("prepare")
    yield lambda anew=False: fresh() if anew else sent_for[0]
    sent_for[0].stop()


def _kill(victim, server, cluster):
    if victim == "everything":
        server.kill_all()
        cluster.kill()
        server.start_again()  # beside PostgreSQL, as when a machine comes up
        cluster.start()
    elif victim == "PostgreSQL":
        cluster.kill()
        cluster.start()
    else:
        server.kill(f"aoxanh-{victim}")


def _halves(clerk, opened):
    """How many half-made sign-ups there are already: the twin below leaves some."""
    return clerk.call("check", slot=opened["slot"])["orphans"]


@pytest.mark.parametrize("victim", ["web", "worker", "PostgreSQL", "everything"])
def test_nothing_acknowledged_is_lost_when_a_process_is_killed(home, cluster, clerks, told, victim):
    kept, gaps = 0, []
    with serving(home, workers=2, with_worker=True) as server:
        for _round in range(ROUNDS):
            opened = clerks().call("open", places=20_000, waiting=False)
            known = _halves(clerks(), opened)

            def meanwhile(start):
                time.sleep(max(0.0, start + AFTER - time.time()))
                _kill(victim, server, cluster)

            answers = together(
                stayer, server.address, clients=CLIENTS, meanwhile=meanwhile,
                **(GOING_ON.get(victim) or UNTIL_BACK | {"is_back": shared_event()}), **opened,
            )  # fmt: skip

            held = [token for each in answers for token in each.held]
            clerk = clerks(anew=victim in {"PostgreSQL", "everything"})
            after = clerk.call("check", slot=opened["slot"], tokens=held)
            assert after["lost"] == after["untold"] == after["doubles"] == 0
            assert after["orphans"] == known
            assert after["taken"] == after["holding"] >= len(held) > 0
            kept += len(held)
            gaps += [gap for each in answers for gap in each.gaps]

    assert gaps or victim == "worker", "no client was cut off and served again"
    assert max(gaps, default=0) < SERVICE_BACK.get(victim, 30.0)
    told(
        f"F1 {victim} killed",
        f"{CLIENTS} clients, {ROUNDS} rounds",
        f"{kept} acknowledged, longest wait {max(gaps, default=0):.1f} s",
        "0 lost, counter = rows, every sign-up has its entry",
    )


@pytest.mark.parametrize(("broken", "halves"), [("", False), ("transaction", True)])
def test_only_one_transaction_keeps_a_killed_sign_up_whole(home, clerks, broken, halves):
    """The twin: killed between its statements, a sign-up without its transaction is left half done."""
    before = clerks(anew=True).call("open", places=20_000, waiting=False)
    known = _halves(clerks(), before)
    environment = home | {"AOXANH_BROKEN": broken, "AOXANH_DIES_AT": "3"}
    application = "tests.drills.broken:application"

    with serving(environment, workers=1, application=application) as server:
        together(stayer, server.address, clients=1, seconds=3.0, **before)

    after = clerks().call("check", slot=before["slot"])
    assert (after["orphans"] > known) is halves
