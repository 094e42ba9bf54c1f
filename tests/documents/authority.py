"""A certification authority of one's own, and a unit's certificate by it."""

from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID


PASSWORD = "áo xanh trên núi"


def certified(name, *, now):
    """A PKCS#12 file for ``name`` and the authority's certificate as PEM."""
    root, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    above = _certificate("Cơ quan chứng thực thử", "Cơ quan chứng thực thử", root, root, now=now)
    mine = _certificate(name, "Cơ quan chứng thực thử", own, root, now=now)
    locked = BestAvailableEncryption(PASSWORD.encode())
    container = pkcs12.serialize_key_and_certificates(b"unit", own, mine, [above], locked)
    return container, above.public_bytes(Encoding.PEM)


def _certificate(subject, issuer, key, signer, *, now):
    is_authority = key is signer
    names = [
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (subject, issuer)
    ]
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    allowed = {
        "digital_signature": not is_authority,
        "content_commitment": not is_authority,
        "key_cert_sign": is_authority,
        "crl_sign": is_authority,
    }
    return (
        x509.CertificateBuilder()
        .subject_name(names[0])
        .issuer_name(names[1])
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=300))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage, **allowed), critical=True)
        .sign(signer, hashes.SHA256())
    )
