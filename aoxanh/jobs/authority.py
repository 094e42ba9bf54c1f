"""A certificate authority of one's own, so that phones on a hall's Wi-Fi reach the portal by https.

The authority can vouch for private addresses only: who takes its key cannot pose as anybody on the Internet.
"""

import ipaddress
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from aoxanh.jobs.errors import AddressNotPrivate


AUTHORITY_LASTS = timedelta(days=3650)
SERVER_LASTS = timedelta(days=397)
"""Browsers refuse what lasts longer."""

RENEWED_BEFORE = timedelta(days=30)
_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")


@dataclass(frozen=True, slots=True)
class Papers:
    """What the server shows and what phones must trust, as files."""

    certificate: Path
    key: Path
    authority: Path
    fingerprint: str


def own_address() -> str:
    """The address of this machine on its network; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def papers_for(address: str, *, folder: Path, now: datetime) -> Papers:
    """The certificate for ``address`` and ``localhost``, made when it is missing, of another address or nearly over.

    Raises ``AddressNotPrivate``.
    """
    if not any(ipaddress.ip_address(address) in ipaddress.ip_network(each) for each in _PRIVATE):
        raise AddressNotPrivate(address=address)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority, authority_key = _authority(folder, now)
    papers = Papers(
        folder / "server.pem",
        folder / "server.key",
        folder / "ao-xanh-ca.crt",
        authority.fingerprint(hashes.SHA256()).hex(":").upper(),
    )
    if not _serves(papers, address, authority, now):
        _write_server(papers, address, authority, authority_key, now)
    return papers


def _authority(folder: Path, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    place, key_place = folder / "ao-xanh-ca.crt", folder / "ao-xanh-ca.key"
    if place.exists() and key_place.exists():
        key = load_pem_private_key(key_place.read_bytes(), password=None)
        kept = x509.load_pem_x509_certificate(place.read_bytes())
        if isinstance(key, ec.EllipticCurvePrivateKey) and kept.not_valid_after_utc > now:
            return kept, key
    made_key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Áo Xanh {socket.gethostname()}")
    private = [x509.IPAddress(ipaddress.ip_network(each)) for each in _PRIVATE]
    builder = (
        _begun(name, name, made_key, now, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_may(sign_certificates=True), critical=True)
        .add_extension(x509.NameConstraints([*private, x509.DNSName("localhost")], None), critical=True)
    )  # fmt: skip
    made = builder.sign(made_key, hashes.SHA256())
    _keep(key_place, _pem(made_key))
    _keep(place, made.public_bytes(Encoding.PEM))
    return made, made_key


def _write_server(
    papers: Papers,
    address: str,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    names = [
        x509.IPAddress(ipaddress.ip_address(address)),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
        x509.DNSName("localhost"),
    ]
    builder = (
        _begun(_name(address), authority.subject, key, now, SERVER_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_may(sign_certificates=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    )
    made = builder.sign(authority_key, hashes.SHA256())
    _keep(papers.key, _pem(key))
    _keep(papers.certificate, made.public_bytes(Encoding.PEM) + authority.public_bytes(Encoding.PEM))  # fmt: skip


def _serves(papers: Papers, address: str, authority: x509.Certificate, now: datetime) -> bool:
    """Whether the certificate that lies there is for this address, of this authority and lasts."""
    if not (papers.certificate.exists() and papers.key.exists()):
        return False
    kept = x509.load_pem_x509_certificate(papers.certificate.read_bytes())
    named = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    is_named = ipaddress.ip_address(address) in named.get_values_for_type(x509.IPAddress)
    lasts = kept.not_valid_after_utc - RENEWED_BEFORE > now
    return is_named and lasts and kept.issuer == authority.subject


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    begins = now.astimezone(UTC) - timedelta(days=1)
    return x509.CertificateBuilder(
        subject_name=subject,
        issuer_name=issuer,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=begins,
        not_valid_after=begins + lasts,
    ).add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _may(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words[:64])])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _keep(place: Path, content: bytes) -> None:
    """Readable for the owner only; the authority's certificate is no secret, but lies among keys."""
    place.touch(mode=0o600, exist_ok=True)
    place.write_bytes(content)
