"""Certificates as PDF: sealed once, kept, checked without the register."""

import re

import pytest

from aoxanh.documents import actions as keys
from aoxanh.documents import queries as documents
from aoxanh.documents.queries import sealing
from aoxanh.files.models import StoredFile
from aoxanh.files.queries import content
from aoxanh.kernel.dates import vn_long_date
from aoxanh.kernel.errors import Missing
from aoxanh.recognition import actions, queries
from aoxanh.recognition.queries.papers import LAYOUT, values_of
from aoxanh.recognition.types import Proof
from tests.activities.world import refused
from tests.conftest import NOW
from tests.documents.papers import LONG_NAME


@pytest.fixture
def my(service):
    return service.person("Giàng Thị Mỷ")


@pytest.fixture
def issued(service, my):
    service.serve(my, 240)
    return service.issue(my)


@pytest.fixture
def keep(service, issued, now):
    def act(by=None):
        return actions.keep_pdf(by=by or service.officer, certificate_id=issued.pk, now=now)

    return act


def test_the_paper_is_made_once_and_kept(keep):
    first = keep()

    assert keep() == first
    assert StoredFile.objects.count() == 1
    assert first.name == "giay-chung-nhan-2026-0001.pdf"


def test_holder_and_officers_get_the_paper_and_nobody_else(keep, service, my):
    keep(service.holder(my))

    with refused(Missing):
        keep(service.holder(service.person("Vàng A Páo")))
    with refused(Missing):
        keep(service.world.officer(service.world.binh_lu))


def test_the_kept_paper_is_genuine_and_says_what_was_signed(
    keep, issued, django_assert_num_queries, now
):
    paper = content(keep())

    with django_assert_num_queries(0):
        verdict = queries.prove(paper, now=now)

    assert verdict.proof == Proof.UNSURE  # nobody fetched the list of what was revoked
    assert verdict.facts["holder"] == "Giàng Thị Mỷ"
    assert verdict.facts["register"] == "0001/2026"
    assert verdict.facts["code"] == issued.code


def test_a_changed_paper_is_altered(keep):
    paper = content(keep())
    letter = paper.index(b"/CreationDate") + 17

    changed = paper[:letter] + b"9" + paper[letter + 1 :]

    assert queries.prove(changed, now=NOW).proof == Proof.REFUSED


def test_a_changed_signature_is_altered(keep):
    paper = content(keep())
    seal = sealing.read(paper).seal

    forged = paper.replace(seal.encode(), seal.replace(".e", ".f", 1).encode())

    assert forged != paper
    assert queries.prove(forged, now=NOW).proof == Proof.REFUSED


def test_a_paper_is_sealed_anew_once_a_key_leaked(keep, now):
    first = keep()
    signed_by = documents.read_seal(content(first)).key
    keys.give_up_key(name=signed_by, since=now, now=now)

    again = keep()

    assert again.pk != first.pk
    assert documents.read_seal(content(again)).key != signed_by
    assert not StoredFile.objects.filter(pk=first.pk).exists()


def test_a_paper_of_another_system_is_foreign(keep, settings, tmp_path):
    paper = content(keep())
    settings.KEY_FOLDER = tmp_path / "another"

    assert queries.prove(paper, now=NOW).proof == Proof.REFUSED


@pytest.mark.parametrize("paper", [b"", b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n"])
def test_what_carries_no_signature_is_foreign(paper):
    assert queries.prove(paper, now=NOW).proof == Proof.REFUSED


def test_a_paper_signed_for_something_else_is_no_certificate(issued, now):
    values = values_of(issued)
    other = documents.typeset_sealed(LAYOUT, values, payload={"p": "7K3MQ9TD2X"}, on=now)

    assert queries.prove(other, now=NOW).proof == Proof.REFUSED


def test_the_paper_prints_the_union_layout(issued, settings):
    settings.SITE_ADDRESS = "https://tinhnguyen.example"

    values = values_of(issued)

    assert values["issuing_body"] == ["BCH ĐOÀN TẢ LÈNG"]
    assert values["organisation"] == "ĐOÀN TNCS HỒ CHÍ MINH"
    assert values["number"] == "Số: 1 -CN/ĐTN"
    assert values["place_and_day"] == f"Tả Lèng, {vn_long_date(issued.issued_on)}"
    assert values["on_behalf"] == ["TM. BAN THƯỜNG VỤ ĐOÀN XÃ"]
    assert values["signer_title"] == "BÍ THƯ"
    assert values["code"].count("-") == 3
    assert queries.address_of(issued) == f"https://tinhnguyen.example/chung-nhan/{issued.code}/"


def test_the_root_unit_prints_the_code_and_place_of_the_instance(service, my):
    province = service.world.province
    service.appoint(service.signer, province, "Phó Bí thư")
    service.serve(my)

    values = values_of(service.issue(my, by=service.world.system, unit=province))

    assert values["number"] == "Số: 1 -CN/TĐTN-ĐKTHTN"
    assert values["place_and_day"].startswith("Lai Châu, ngày 23 tháng 11")
    assert values["on_behalf"] == ["TM. BAN THƯỜNG VỤ TỈNH ĐOÀN"]
    assert "do Đoàn Tả Lèng tổ chức" in str(values["lines"])


def test_very_long_names_make_one_page(service):
    holder = service.person(LONG_NAME)
    activity = service.held("Ra quân " + "Ngày Thứ Bảy tình nguyện giúp dân " * 5)
    service.serve(holder, activity=activity)
    scope = type(service.scope)(activity_id=activity.pk)

    paper = queries.paper_of(service.issue(holder, scope=scope), now=NOW)

    assert len(re.findall(rb"/Type/Page\b(?!s)", paper)) == 1
