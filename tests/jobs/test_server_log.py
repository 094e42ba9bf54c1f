"""What the server says of itself at its start."""

import json
import logging

from aoxanh.config.logs import WithoutThreads
from aoxanh.jobs import processes


THREADS = "Configuration allows spawning up to 64 Python threads, which seems quite high"


def test_the_servers_warning_of_threads_that_are_meant_is_kept_back_and_nothing_else():
    passes = WithoutThreads().filter

    assert not passes(logging.makeLogRecord({"msg": THREADS}))
    assert passes(logging.makeLogRecord({"msg": "Unexpected exit from worker-1"}))


def test_the_server_is_started_with_that_filter_before_what_it_says():
    call = processes.granian(host="127.0.0.1", port=8000, workers=1, threads=64)

    said = json.loads(processes.LOGS.read_text(encoding="utf-8"))
    assert call[call.index("--log-config") + 1] == str(processes.LOGS)
    named = said["filters"]["expected"]["()"]
    assert named == f"{WithoutThreads.__module__}.{WithoutThreads.__name__}"
    assert said["handlers"]["console"]["filters"] == ["expected"]
