"""A small application for the server's own tests: it says who answers, and who had loaded it."""

import os


_LOADED_BY = os.getpid()

if "dies" in os.environ.get("AOXANH_ANSWERING", ""):
    os.register_at_fork(after_in_child=lambda: os._exit(3))


def application(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [f"{os.getpid()} {_LOADED_BY}".encode()]
