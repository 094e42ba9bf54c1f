"""What a file proves without asking anybody: every point told, every trick refused."""

import json
from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from aoxanh.documents import actions as keys
from aoxanh.documents import queries as documents
from aoxanh.documents.errors import IssuerRefused, IssuerUnknown
from aoxanh.documents.queries import sealing
from aoxanh.recognition import actions, queries, rules
from aoxanh.recognition.errors import CredentialUnreadable
from aoxanh.recognition.queries.papers import LAYOUT, values_of
from aoxanh.recognition.types import Point, Proof


SITE = "https://tinhnguyen.example"
OTHER = "https://khac.example"
A_WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def _at_its_address(settings, tmp_path):
    settings.SITE_ADDRESS = SITE
    settings.ISSUERS_FOLDER = tmp_path / "issuers"


@pytest.fixture
def issued(service):
    holder = service.person("Giàng Thị Mỷ")
    service.serve(holder, 240)
    return service.issue(holder)


@pytest.fixture
def paper(issued, now):
    return queries.paper_of(issued, now=now)


@pytest.fixture
def token(issued, now):
    return queries.credential_of(issued, now=now)


@pytest.fixture
def listed(issued, now):
    """The lists of this portal as of ``at``, kept on this machine."""

    def keep(at=now):
        told = documents.issuer_told(queries.issuer_bundle(now=at))
        return keys.keep_issuer(json.dumps(told).encode())

    return keep


@pytest.fixture
def ask(db, now, django_assert_num_queries):
    def prove(content, at=now):
        with django_assert_num_queries(0):
            return queries.prove(
                content if isinstance(content, bytes) else content.encode(), now=at
            )

    return prove


def _point(found, point):
    (told,) = [each for each in found.told if each.point == point]
    return told


def _signed(payload, key=None, **head):
    """What a forger signs, with a key of their own unless given one."""
    key = key or ECKey.generate_key("P-256")
    header = {"alg": "ES256", "typ": "JWT", **head}
    return jws.serialize_compact(header, json.dumps(payload).encode(), key, algorithms=["ES256"])


def _head_of(token):
    return jws.extract_compact(token.encode()).headers()


def test_paper_and_credential_hold_with_the_list_at_hand(paper, token, listed, ask):
    listed()

    for content in (paper, token):
        found = ask(content)
        assert found.proof == Proof.HOLDS
        assert found.facts["holder"] == "Giàng Thị Mỷ"
        assert "Tả Lèng" in _point(found, Point.ISSUER).words
        assert _point(found, Point.STATUS).words == "Chưa thu hồi, tính đến 9:00 ngày 23/11/2026."


def test_without_a_list_nobody_is_told_that_it_still_holds(paper, token, ask):
    assert [ask(content).proof for content in (paper, token)] == [Proof.UNSURE, Proof.UNSURE]


def test_a_stale_list_is_not_believed(paper, listed, ask, now):
    listed()

    found = ask(paper, now + A_WEEK + timedelta(seconds=1))

    assert found.proof == Proof.UNSURE
    assert "đã cũ, từ 9:00 ngày 23/11/2026" in _point(found, Point.STATUS).words


def test_what_was_taken_back_no_longer_holds_even_by_a_stale_list(
    service, issued, paper, token, listed, ask, now
):
    actions.revoke(by=service.officer, certificate_id=issued.pk, reason="Sai giờ", now=now)
    listed()

    for content in (paper, token):
        assert ask(content).proof == Proof.NO_LONGER
        assert ask(content, now + 2 * A_WEEK).proof == Proof.NO_LONGER


def test_an_older_copy_of_the_lists_is_not_taken(listed, now):
    listed()

    with pytest.raises(IssuerRefused):
        listed(now - A_WEEK)


def test_a_cut_or_swapped_token_is_refused(token, service, ask, now):
    other = service.person("Vàng A Páo")
    service.serve(other)
    second = queries.credential_of(service.issue(other), now=now)
    head, body, signature = token.split(".")

    for cut in (token[:-4], f"{head}.{body}", f"{head}..{signature}", "", "chứng nhận", "a.b.c"):
        assert ask(cut).proof == Proof.REFUSED
    assert ask(".".join((head, second.split(".")[1], signature))).proof == Proof.REFUSED


def test_a_token_without_signature_is_refused(token, ask):
    payload = documents.claimed(token)
    head = urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    body = urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip("=")

    assert ask(f"{head}.{body}.").proof == Proof.REFUSED


def test_an_unknown_key_or_a_strangers_under_our_name_is_refused(token, ask):
    payload = documents.claimed(token)

    assert ask(_signed(payload, kid="nobody")).proof == Proof.REFUSED
    assert ask(_signed(payload, kid=_head_of(token)["kid"])).proof == Proof.REFUSED


def test_another_portal_cannot_speak_for_this_one(token, ask, settings, tmp_path, now):
    theirs = ECKey.generate_key("P-256")
    told = {
        "site": OTHER,
        "made_at": now.isoformat(),
        "keys": {"keys": [theirs.as_dict(private=False)]},
        "lists": {},
    }
    keys.keep_issuer(json.dumps(told).encode(), site=OTHER)
    payload = documents.claimed(token)
    theirs_of_ours = {**payload, "iss": f"{OTHER}/ghi-nhan/don-vi/X.json"}

    assert ask(_signed(payload, theirs, kid=theirs.thumbprint())).proof == Proof.REFUSED
    assert ask(_signed(theirs_of_ours, theirs, kid=theirs.thumbprint())).proof == Proof.REFUSED


def test_a_portal_made_known_is_checked_from_elsewhere(
    paper, token, listed, ask, settings, tmp_path
):
    told = json.dumps(documents.issuer_told(listed())).encode()
    settings.SITE_ADDRESS, settings.KEY_FOLDER = OTHER, tmp_path / "other"
    settings.ISSUERS_FOLDER = tmp_path / "elsewhere"
    unknown = ask(paper)
    with pytest.raises(IssuerUnknown):
        documents.read_seal(paper)

    keys.keep_issuer(told, site=SITE)

    assert unknown.proof == Proof.REFUSED
    assert SITE in _point(unknown, Point.ISSUER).words
    assert [ask(content).proof for content in (paper, token)] == [Proof.HOLDS, Proof.HOLDS]


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"site": 1, "made_at": "2026-11-23T00:00:00Z", "keys": {"keys": []}, "lists": {}}',
        b'{"site": "x", "made_at": "2026-11-23T00:00:00", "keys": {"keys": []}, "lists": {}}',
        b'{"site": "x", "made_at": "2026-11-23T00:00:00Z", "keys": {"keys": [{}]}, "lists": {"a": "b"}}',
        b'{"site": "x", "made_at": "2026-11-23T00:00:00Z", "keys": {"keys": []}, "lists": {}}',
    ],
)
def test_what_is_no_bundle_of_the_portal_is_refused(told):
    with pytest.raises(IssuerRefused):
        keys.keep_issuer(told, site=SITE)


def test_the_credential_of_another_paper_does_not_fit_into_a_pdf(service, issued, paper, ask, now):
    other = service.person("Vàng A Páo")
    service.serve(other)
    second = queries.paper_of(service.issue(other), now=now)
    swapped = paper.replace(
        sealing.read(paper).credential.encode(), sealing.read(second).credential.encode()
    )
    resealed = documents.typeset_sealed(
        LAYOUT,
        values_of(issued),
        payload=queries.facts_of(issued),
        on=now,
        credential=sealing.read(second).credential,
    )

    assert ask(swapped).proof == Proof.REFUSED
    assert "của giấy khác" in ask(resealed).told[0].words


def test_a_pdf_with_two_credentials_is_refused(paper, ask):
    start = paper.index(b"%%EOF") + 5
    second = paper[start : paper.index(b"xref\n", start)].split(b"\nendobj\n")[0] + b"\nendobj\n"

    assert ask(paper + second).proof == Proof.REFUSED


def test_an_oversized_file_is_not_looked_at(ask):
    found = ask(b"%PDF-1.7" + b" " * queries.LARGEST_PROVED)

    assert (found.proof, "20 MB" in found.told[0].words) == (Proof.REFUSED, True)


def test_what_we_signed_for_something_else_is_no_credential(token, ask):
    payload = {**documents.claimed(token), "type": ["VerifiableCredential"]}

    assert ask(documents.sign_for_all(payload, type_="JWT")).proof == Proof.REFUSED
    assert (
        ask(documents.sign_for_all(documents.claimed(token), type_="vc+jwt")).proof == Proof.REFUSED
    )
    assert ask(documents.sign({"p": "7K3MQ9TD2X"})).proof == Proof.REFUSED
    hollow = {**documents.claimed(token), "credentialSubject": {}}
    assert ask(documents.sign_for_all(hollow, type_="JWT")).proof == Proof.REFUSED


def test_a_key_that_leaked_marks_what_it_signed_from_then_on(
    paper, token, listed, ask, issued, now
):
    name = keys.ensure_keys()
    keys.give_up_key(name=name, since=now, now=now)
    listed()

    for content in (paper, token):
        assert ask(content).proof == Proof.NO_LONGER
        assert "Ký sau khi khóa bị lộ" in _point(ask(content), Point.KEY).words
    assert ask(queries.credential_of(issued, now=now)).proof == Proof.HOLDS


def test_what_a_key_signed_before_it_leaked_asks_for_a_look_at_the_register(
    paper, listed, ask, now
):
    keys.give_up_key(name=keys.ensure_keys(), since=now + timedelta(hours=1), now=now)
    listed()

    found = ask(paper)

    assert (found.proof, _point(found, Point.KEY).holds) == (Proof.UNSURE, None)


def test_a_list_signed_by_a_leaked_key_is_not_read(token, listed, ask, issued, now):
    told = listed()
    keys.give_up_key(name=keys.ensure_keys(), since=now, now=now)
    fresh = queries.credential_of(issued, now=now)
    known = documents.issuer_told(told) | {"keys": documents.public_keys()}
    keys.keep_issuer(json.dumps(known).encode())

    assert "không đọc được" in _point(ask(fresh), Point.STATUS).words


def test_after_rotation_old_papers_still_hold(paper, token, listed, ask):
    keys.prepare_key()
    keys.rotate_keys()
    listed()

    assert [ask(content).proof for content in (paper, token)] == [Proof.HOLDS, Proof.HOLDS]


def test_a_list_of_somebody_else_tells_nothing(token, listed, ask, now):
    told = documents.issuer_told(listed())
    ((address, _list),) = told["lists"].items()
    foreign = rules.list_document(
        address=address, issuer=f"{SITE}/ghi-nhan/don-vi/X.json", revoked=(), now=now
    )
    told["lists"] = {address: documents.sign_for_all(foreign, type_="vc+jwt")}
    keys.keep_issuer(json.dumps(told).encode())

    assert "của nơi khác" in _point(ask(token), Point.STATUS).words


def test_bits_stand_where_the_standard_puts_them():
    bits = rules.unpacked(rules.packed([0, 9, 200_000]))

    assert (bits[0], bits[1], len(bits) * 8) == (0x80, 0x40, 200_008)
    assert [rules.is_raised(bits, index) for index in (0, 1, 9, 200_000)] == [
        True,
        False,
        True,
        True,
    ]
    assert len(rules.unpacked(rules.packed([]))) * 8 == rules.LIST_SIZE
    with pytest.raises(CredentialUnreadable):
        rules.is_raised(bits, 200_008)


@pytest.mark.parametrize("text", ["", "u", "uAAAA", "x" * 50, "u" + rules.packed([1])[1:40]])
def test_a_list_that_cannot_be_unpacked_is_refused(text):
    with pytest.raises(CredentialUnreadable):
        rules.unpacked(text)


def test_a_list_that_grows_beyond_measure_is_refused():
    with pytest.raises(CredentialUnreadable):
        rules.unpacked(rules.packed([40_000_000]))


@pytest.mark.parametrize(
    "status",
    [
        None,
        {},
        {"type": "BitstringStatusListEntry", "statusPurpose": "message"},
        {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"},
    ],
)
def test_a_status_that_cannot_be_read_is_refused(status):
    with pytest.raises(CredentialUnreadable):
        rules.entry_of({"credentialStatus": status})


@pytest.mark.parametrize(
    "changed",
    [
        {"type": ["VerifiableCredential"]},
        {"validUntil": "2026-11-30T00:00:00"},
        {"validFrom": 3},
        {"credentialSubject": None},
        {"credentialSubject": {"statusPurpose": "message", "encodedList": ""}},
    ],
)
def test_a_list_that_cannot_be_read_is_refused(changed, now):
    whole = rules.list_document(
        address="https://a/b.jwt", issuer="https://a/", revoked=(3,), now=now
    )

    with pytest.raises(CredentialUnreadable):
        rules.list_read(whole | changed)


@pytest.mark.parametrize("payload", [{}, {"issuer": "x", "type": []}, {"issuer": {}, "type": "x"}])
def test_what_names_no_issuer_agrees_with_nothing(payload):
    assert not rules.agrees(payload, site=SITE)
