#!/usr/bin/env bash
# Start the product on a throw-away durable PostgreSQL with 2,000 shifts, print how many sign-ups a second it
# takes, stop it. A command that prints one rate, to be alternated with another server's (docs/performance.md).
# JOURNEY_HERE=sign-up|visit|page|revisit|list, SECONDS_PER_RUN and CLIENTS may be set.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m bench.alone "${JOURNEY_HERE:-sign-up}" --seconds "${SECONDS_PER_RUN:-8}" --clients "${CLIENTS:-8}"
