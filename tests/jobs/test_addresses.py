"""What a served portal calls itself is told before the settings are read."""

import os

import pytest

from aoxanh.jobs import addresses, authority


OWN = "192.168.1.20"


@pytest.fixture(autouse=True)
def _own(monkeypatch):
    monkeypatch.setattr(authority, "own_address", lambda: OWN)


@pytest.mark.parametrize(
    ("told", "arguments", "address"),
    [
        ("", [], "http://localhost:8000"),
        ("", ["--no-worker", "--port", "8080"], "http://localhost:8080"),
        ("https://tinhnguyen.example.vn", ["--port=80"], "https://tinhnguyen.example.vn"),
        ("https://tinhnguyen.example.vn", ["--tls", "--port", "8443"], f"https://{OWN}:8443"),
        ("", ["--port"], ""),
        ("", ["--help"], "http://localhost:8000"),
    ],
)
def test_a_portal_is_called_as_it_is_opened_unless_its_operator_says_otherwise(
    monkeypatch, told, arguments, address
):
    monkeypatch.setenv("AOXANH_ADDRESS", told)

    addresses.settle(arguments)

    assert os.environ["AOXANH_ADDRESS"] == address
