"""The address of a portal that `aoxanh serve` opens: the settings follow it, so it is told before they are read."""

import argparse
import os
from collections.abc import Sequence
from contextlib import suppress

from aoxanh.jobs import authority


def settle(arguments: Sequence[str]) -> None:
    """Of a call of `serve`; a wrong one is refused later, by who can say so in words."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--port", default="8000")
    parser.add_argument("--tls", action="store_true")
    with suppress(argparse.ArgumentError):
        given, _rest = parser.parse_known_args(arguments)
        if given.tls:
            os.environ["AOXANH_ADDRESS"] = f"https://{authority.own_address()}:{given.port}"
        elif not os.environ.get("AOXANH_ADDRESS"):
            os.environ["AOXANH_ADDRESS"] = f"http://localhost:{given.port}"
