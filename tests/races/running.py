"""A process of the race, asked from a test."""

import json
import subprocess
import sys
from pathlib import Path


ROOT = Path(__file__).resolve().parents[2]


class Process:
    """A worker that answers one command at a time."""

    def __init__(self, environment):
        self.running = subprocess.Popen(
            [sys.executable, "-m", "tests.races.worker"],
            cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, do, **command):
        self.running.stdin.write(json.dumps({"do": do} | command) + "\n")
        self.running.stdin.flush()

    def answer(self):
        line = self.running.stdout.readline()
        assert line, "a worker died"
        return json.loads(line)

    def call(self, do, **command):
        self.ask(do, **command)
        return self.answer()

    def stop(self):
        self.running.stdin.close()
        self.running.wait(timeout=30)
        self.running.stdout.close()
