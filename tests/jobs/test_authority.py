"""A certificate authority of one's own for a hall's Wi-Fi."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store

from aoxanh.jobs import authority
from aoxanh.jobs.commands import serve
from aoxanh.jobs.errors import AddressNotPrivate


NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
OWN = "192.168.1.20"


@pytest.fixture
def papers(tmp_path):
    return authority.papers_for(OWN, folder=tmp_path / "tls", now=NOW)


def _server(papers):
    return x509.load_pem_x509_certificate(papers.certificate.read_bytes())


def test_a_phone_that_trusts_the_authority_trusts_the_server(papers):
    server = _server(papers)
    kept = x509.load_pem_x509_certificate(papers.authority.read_bytes())

    trusting = PolicyBuilder().store(Store([kept])).time(NOW)
    trusting.build_server_verifier(x509.IPAddress(ip_address(OWN))).verify(server, [])
    named = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert OWN in map(str, named.get_values_for_type(x509.IPAddress))
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(papers.certificate, papers.key)


def test_the_authority_vouches_for_private_addresses_only(papers):
    kept = x509.load_pem_x509_certificate(papers.authority.read_bytes())
    limits = kept.extensions.get_extension_for_class(x509.NameConstraints)

    assert limits.critical
    assert "192.168.0.0/16" in {str(each.value) for each in limits.value.permitted_subtrees}


def test_an_address_of_the_internet_is_refused(tmp_path):
    with pytest.raises(AddressNotPrivate, match=r"203\.0\.113\.9"):
        authority.papers_for("203.0.113.9", folder=tmp_path, now=NOW)


def test_keys_are_for_their_owner_only(papers):
    assert {path.stat().st_mode & 0o77 for path in papers.key.parent.iterdir()} == {0}


@pytest.mark.parametrize(
    ("address", "later", "is_kept"),
    [
        (OWN, timedelta(days=1), True),
        (OWN, timedelta(days=380), False),
        ("192.168.1.99", timedelta(days=1), False),
    ],
    ids=["again", "nearly over", "another address"],
)
def test_a_certificate_is_made_anew_when_it_must_be(papers, address, later, is_kept):
    before = _server(papers).serial_number

    again = authority.papers_for(address, folder=papers.key.parent, now=NOW + later)

    assert (_server(again).serial_number == before) == is_kept
    assert again.fingerprint == papers.fingerprint


def test_an_authority_that_is_over_is_made_anew(papers):
    again = authority.papers_for(OWN, folder=papers.key.parent, now=NOW + timedelta(days=3660))

    assert again.fingerprint != papers.fingerprint


def test_the_command_says_how_phones_trust_it(papers, monkeypatch, settings, tmp_path):
    settings.HOME = tmp_path
    settings.ALLOWED_HOSTS = ["localhost"]
    monkeypatch.setattr(authority, "own_address", lambda: OWN)

    made = serve._papers()
    said = "\n".join(serve._how_to_trust(made))

    assert settings.ALLOWED_HOSTS == ["localhost", OWN]
    assert str(made.authority) in said
    assert made.fingerprint in said


def test_a_machine_without_a_network_has_its_own_address_only(monkeypatch):
    class Unreachable:
        def __init__(self, *_kind):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_fault):
            pass

        def connect(self, _address):
            raise OSError

    monkeypatch.setattr(authority.socket, "socket", Unreachable)

    assert authority.own_address() == "127.0.0.1"
