"""While the shared cache is gone every process goes on with its own."""

import time

import pytest
from redis.exceptions import ConnectionError as Away

from aoxanh.config.caching import Valkey


class _Gone:
    """A server that does not answer, and how often it was asked."""

    asked = 0

    def __getattr__(self, _verb):
        def call(*_args, **_more):
            self.asked += 1
            raise Away

        return call


@pytest.fixture
def valkey():
    found = Valkey("redis://127.0.0.1:1/0", {})
    found.__dict__["_cache"] = _Gone()
    found.own.clear()
    return found


def test_a_server_that_is_away_does_not_answer(valkey):
    assert valkey.answers() is False


def test_values_and_limits_stay_with_the_process(valkey):
    valkey.set("name", "Tả Lèng", 60)
    valkey.set_many({"a": 1, "b": 2})
    added = (valkey.add("limit", 1, 60), valkey.add("limit", 1, 60))

    assert (valkey.get("name"), valkey.get_many(["a", "b"])) == ("Tả Lèng", {"a": 1, "b": 2})
    assert (added, valkey.incr("limit")) == ((True, False), 2)
    assert valkey.has_key("name")
    assert valkey.touch("name", 60)
    valkey.delete("name")
    valkey.delete_many(["a"])
    assert valkey.get_many(["name", "a", "b"]) == {"b": 2}
    valkey.clear()
    assert valkey.get("b") is None


def test_the_server_is_not_asked_again_for_a_while(valkey):
    valkey.get("a")
    valkey.get("b")
    once = valkey._cache.asked
    valkey.asked_again_at = time.monotonic()
    valkey.get("c")

    assert (once, valkey._cache.asked) == (1, 2)
