"""A throw-away PostgreSQL ends with what asked for it, whatever was still connected."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from tests.races.running import ROOT


SAY = "import os, sys, time; print(os.environ['TEST_DATABASE_URL'], flush=True); time.sleep(60)"

pytestmark = pytest.mark.postgres


def test_who_is_told_to_end_ends_its_server_first():
    asked = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    call = [sys.executable, "-m", "tools.with_postgres", sys.executable, "-c", SAY]
    with subprocess.Popen(call, cwd=ROOT, env=asked, stdout=subprocess.PIPE, text=True) as running:
        address = running.stdout.readline().strip()
        connection = psycopg.connect(address)

        running.send_signal(signal.SIGTERM)
        running.wait(timeout=60)

    assert running.returncode == 128 + signal.SIGTERM
    assert not Path(parse_qs(urlsplit(address).query)["host"][0]).exists()
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    connection.close()
