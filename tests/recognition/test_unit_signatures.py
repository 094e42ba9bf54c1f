"""A unit with its own certificate signs its papers (PAdES) beside the seal; both hold, and both are checked."""

import io
import re
import sys

import pikepdf
import pytest

from aoxanh.documents import queries as documents
from aoxanh.documents.errors import PadesMissing, PadesUnusable
from aoxanh.documents.queries import sealing, unit_certificates
from aoxanh.recognition import queries
from aoxanh.recognition.types import Point, Proof
from tests.activities.world import refused
from tests.documents.authority import PASSWORD, certified


@pytest.fixture
def issued(service):
    holder = service.person("Giàng Thị Mỷ")
    service.serve(holder, 240)
    return service.issue(holder)


@pytest.fixture
def certificate(issued, settings, now):
    """The unit's certificate in its place; returns the folder."""
    folder = unit_certificates.folder()
    (folder / "authorities").mkdir(parents=True)
    container, authority = certified("Đoàn xã Tả Lèng", now=now)
    (folder / f"{issued.unit.code}.p12").write_bytes(container)
    (folder / "authorities" / "goc.pem").write_bytes(authority)
    settings.PADES_PASSWORDS = {issued.unit.code: PASSWORD}
    return folder


@pytest.fixture
def paper(issued, certificate, now):
    return queries.paper_of(issued, now=now)


def _signer(content, now):
    found = queries.prove(content, now=now)
    return found.proof, [each for each in found.told if each.point == Point.SIGNER]


def test_the_units_signature_and_the_seal_both_hold(paper, now):
    proof, (told,) = _signer(paper, now)

    assert (proof, told.holds) == (Proof.UNSURE, True)  # no list of revoked papers is at hand
    assert told.words.startswith("Đoàn xã Tả Lèng đã ký")
    assert documents.read_seal(paper).intact


def test_a_signed_paper_keeps_its_standard_and_its_attached_files(paper):
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        with pdf.open_metadata() as metadata:
            standard = (metadata["pdfaid:part"], metadata["pdfaid:conformance"])
        widget = pdf.Root.AcroForm.Fields[0]
        names = set(pdf.attachments)
        assert pdf.check_pdf_syntax() == []
        assert [int(side) for side in widget.Rect] == [0, 0, 0, 0]
        assert str(widget.V.SubFilter) == "/ETSI.CAdES.detached"

    assert standard == ("3", "B")
    assert names == {"chung-nhan.jwt", "niem-phong.jws"}


def test_an_authority_nobody_here_knows_is_said(paper, certificate, now):
    (certificate / "authorities" / "goc.pem").unlink()

    proof, (told,) = _signer(paper, now)

    assert (proof, told.holds) == (Proof.UNSURE, None)
    assert "chưa biết cơ quan cấp chứng thư" in told.words


def test_a_changed_signature_or_page_is_refused(paper, now):
    (place,) = re.finditer(rb"/Contents <(3082[0-9a-fA-F]+)>", paper)
    middle = place.start(1) + len(place[1].rstrip(b"0")) - 40  # within the signature's value
    digit = b"0" if paper[middle : middle + 1] != b"0" else b"1"
    forged = paper[:middle] + digit + paper[middle + 1 :]
    page = paper.index(b"/MediaBox")
    repainted = paper[:page] + b"/Mediabox" + paper[page + 9 :]

    assert queries.prove(forged, now=now).proof == Proof.REFUSED
    assert queries.prove(repainted, now=now).proof == Proof.REFUSED
    assert queries.prove(paper + b"\n%", now=now).proof == Proof.REFUSED


def test_a_unit_without_a_certificate_has_the_seal_alone(issued, now):
    paper = queries.paper_of(issued, now=now)

    assert _signer(paper, now)[1] == []
    assert sealing.read(paper).credential


def test_a_certificate_that_does_not_open_stops_the_paper(issued, certificate, settings, now):
    settings.PADES_PASSWORDS = {}

    with refused(PadesUnusable):
        queries.paper_of(issued, now=now)


def test_without_the_library_a_signature_is_not_judged(paper, issued, now, monkeypatch):
    monkeypatch.setitem(sys.modules, "aoxanh.documents.queries.pades", None)
    unit_certificates._library.cache_clear()

    proof, (told,) = _signer(paper, now)
    with pytest.raises(PadesMissing):
        documents.signature_told(paper, at=now)
    with refused(PadesUnusable):
        queries.paper_of(issued, now=now)
    unit_certificates._library.cache_clear()

    assert (proof, told.holds) == (Proof.UNSURE, None)
