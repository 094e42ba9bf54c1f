"""One rate of the product on a throw-away durable PostgreSQL: what bench/side_by_side_signup.sh prints."""

import argparse
import tempfile
from pathlib import Path

from bench import servers
from bench.load import JOURNEYS, measure
from tools.with_postgres import postgres


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.alone", description=__doc__)
    parser.add_argument("journey", choices=list(JOURNEYS))
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--worker", action="store_true", help="with the background process beside")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres(durable=True) as database:
        env = servers.environment(database, Path(folder))
        servers.run("bench.seed", env=env)
        with servers.product(env, with_worker=options.worker) as server:
            journey, address = JOURNEYS[options.journey], server.address
            measure(journey, address=address, seconds=3, clients=options.clients)
            found = measure(
                journey, address=address, seconds=options.seconds, clients=options.clients
            )
    print(f"{found.rate:.1f}")


if __name__ == "__main__":
    main()
