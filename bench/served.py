"""Another application, served like the product: `python -m bench.served MODULE:NAME PORT WORKERS THREADS`."""

import sys

from aoxanh.jobs.serving import serve


def call(application: str, *, port: int, workers: int, threads: int) -> list[str]:
    """What starts it."""
    numbers = (str(each) for each in (port, workers, threads))
    return [sys.executable, "-m", "bench.served", application, *numbers]


if __name__ == "__main__":
    port, workers, threads = map(int, sys.argv[2:])
    serve(sys.argv[1], host="127.0.0.1", port=port, workers=workers, threads=threads)
