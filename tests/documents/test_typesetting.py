"""Papers: PDF/A with every Vietnamese letter, one page each, sealed when asked."""

import io
import re
import threading
import zlib

import pikepdf
import pytest
import typst
from django.db import connection

from aoxanh.documents import queries
from aoxanh.documents.errors import SealMissing, SignatureInvalid
from aoxanh.documents.queries import sealing, typesetting
from tests.documents.papers import LAYOUT, LONG, LONG_NAME, ON, SHORT, WORST


pytestmark = pytest.mark.django_db
PAYLOAD = {"c": "7K3MQ9TD2XVB84RH", "n": "Giàng Thị Mỷ"}


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEY_FOLDER = tmp_path / "keys"


def _pages(paper):
    return len(re.findall(rb"/Type/Page\b(?!s)", paper))


def _letters(paper):
    """The letters the fonts of ``paper`` can give back when text is copied from it."""
    found = set()
    for line in re.findall(rb"<[0-9A-F]{4}> ?<((?:[0-9A-F]{4})+)>", _unpacked(paper)):
        found.update(bytes.fromhex(line.decode()).decode("utf-16-be"))
    return found


def _unpacked(paper):
    streams = re.findall(
        rb"/FlateDecode[^\n]*>>\s*stream\r?\n(.*?)\r?\nendstream", paper, re.DOTALL
    )
    return b"\n".join(zlib.decompress(stream) for stream in streams)


def test_a_paper_says_its_standard_title_author_and_language():
    paper = queries.typeset(LAYOUT, SHORT, on=ON)

    assert paper.startswith(b"%PDF-")
    assert b"<pdfaid:part>2</pdfaid:part>" in paper
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in paper
    assert SHORT["document_title"].encode() in paper
    assert SHORT["document_author"].encode() in paper
    assert b"/Lang(vi" in paper


def test_the_same_values_give_the_same_bytes():
    assert queries.typeset(LAYOUT, SHORT, on=ON) == queries.typeset(LAYOUT, SHORT, on=ON)


def test_text_can_be_copied_with_its_tone_marks():
    letters = _letters(queries.typeset(LAYOUT, SHORT, on=ON))

    assert set("Giàng Thị Mỷ".replace(" ", "")) <= letters
    assert set("ẤỨẬ") <= letters


@pytest.mark.parametrize("values", [SHORT, LONG, WORST], ids=["short", "long", "worst"])
def test_a_certificate_is_one_page_however_long_its_names(values):
    assert _pages(queries.typeset(LAYOUT, values, on=ON)) == 1


def test_a_print_run_is_one_document_with_a_page_for_each():
    run = [SHORT | {"holder": name} for name in ("Lò Thị Mai", "Sùng A Dơ", LONG_NAME)]

    assert _pages(queries.typeset_pages(LAYOUT, run, on=ON)) == 3


def test_a_layout_that_warns_is_not_printed(tmp_path, monkeypatch):
    (tmp_path / "plain.typ").write_text('#set text(font: "Nowhere")\nx', encoding="utf-8")
    monkeypatch.setattr(typesetting, "_LAYOUTS", tmp_path)

    with pytest.raises(queries.LayoutAtFault, match="unknown font family"):
        typesetting._Compiler("plain").pdf([{}], on=ON)


def test_missing_values_are_a_fault_of_the_program():
    with pytest.raises(typst.TypstError):
        queries.typeset("handover_record", {}, on=ON)
    with pytest.raises(KeyError):
        queries.typeset(LAYOUT, {}, on=ON)


def test_threads_share_a_compiler_without_mixing_papers():
    names = [f"Lò Văn {letter}" for letter in "ABCDEFGH"]
    made = {}

    def make(name):
        values = SHORT | {"holder": name, "document_title": name}
        try:
            made[name] = queries.typeset(LAYOUT, values, on=ON)
        finally:
            connection.close()

    threads = [threading.Thread(target=make, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(f">{name}<".encode() in made[name] for name in names)


def test_a_sealed_paper_says_what_was_signed():
    paper = queries.typeset_sealed(LAYOUT, SHORT, payload=PAYLOAD, on=ON)

    seal = queries.read_seal(paper)

    assert seal.payload == PAYLOAD
    assert seal.intact


def test_one_changed_byte_breaks_the_seal():
    paper = queries.typeset_sealed(LAYOUT, SHORT, payload=PAYLOAD, on=ON)

    for place in (20, len(paper) // 2, len(paper) - 3):
        changed = paper[:place] + bytes([paper[place] ^ 1]) + paper[place + 1 :]
        assert not queries.read_seal(changed).intact
    assert not queries.read_seal(paper + b"\n").intact


def _stolen(paper, other):
    """``paper`` with the seal of ``other`` in its place."""
    return paper.replace(sealing.read(paper).seal.encode(), sealing.read(other).seal.encode())


def test_the_seal_of_another_paper_does_not_fit():
    first = queries.typeset_sealed(LAYOUT, SHORT, payload=PAYLOAD, on=ON)
    second = queries.typeset_sealed(LAYOUT, LONG, payload=PAYLOAD, on=ON)

    assert not queries.read_seal(_stolen(second, first)).intact


def test_a_seal_standing_anywhere_but_in_the_attached_file_is_not_read():
    sealed = queries.typeset_sealed(LAYOUT, SHORT, payload=PAYLOAD, on=ON)
    plain = queries.typeset(LAYOUT, LONG, on=ON)

    with pytest.raises(SealMissing):
        queries.read_seal(plain + b"\n%" + sealing.read(sealed).seal.encode())


def test_a_second_seal_in_the_file_is_refused():
    paper = queries.typeset_sealed(LAYOUT, SHORT, payload=PAYLOAD, on=ON)
    appended = paper[paper.index(b"%%EOF") + 5 :]

    with pytest.raises(SealMissing):
        queries.read_seal(paper + appended)


def test_what_we_signed_for_something_else_is_no_seal():
    paper = queries.typeset_sealed(LAYOUT, SHORT, payload=PAYLOAD, on=ON)
    other = queries.sign({"p": "7K3MQ9TD2X", "site": "http://localhost:8000"}).encode()

    with pytest.raises(SealMissing):
        queries.read_seal(paper.replace(sealing.read(paper).seal.encode(), other))


def test_a_reader_of_pdf_finds_the_attached_files_and_the_standard_they_need():
    paper = queries.typeset_sealed(
        LAYOUT, SHORT, payload=PAYLOAD, on=ON, credential="eyJ0.eyJ1.c2ln"
    )

    with pikepdf.open(io.BytesIO(paper)) as pdf:
        held = {name: bytes(each.get_file().read_bytes()) for name, each in pdf.attachments.items()}
        kinds = {str(each.obj.AFRelationship) for each in pdf.attachments.values()}
        with pdf.open_metadata() as metadata:
            standard = (metadata["pdfaid:part"], metadata["pdfaid:conformance"])
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.Root.AF) == 2

    assert held["chung-nhan.jwt"] == b"eyJ0.eyJ1.c2ln"
    assert held["niem-phong.jws"].decode() == sealing.read(paper).seal
    assert (standard, kinds) == (("3", "B"), {"/Supplement"})


def test_a_seal_of_a_foreign_system_is_refused(settings, tmp_path):
    paper = queries.typeset_sealed(LAYOUT, SHORT, payload=PAYLOAD, on=ON)
    settings.KEY_FOLDER = tmp_path / "elsewhere"

    with pytest.raises(SignatureInvalid):
        queries.read_seal(paper)


@pytest.mark.parametrize("paper", [b"", b"%PDF-1.7", "Giấy chứng nhận".encode()])
def test_a_file_without_a_seal_is_named_so(paper):
    with pytest.raises(SealMissing):
        queries.read_seal(paper)


def test_a_code_is_drawn_the_same_each_time():
    drawing = queries.qr_svg("https://tinhnguyen.example/chung-nhan/7K3M/")

    assert drawing.startswith("<svg ")
    assert drawing == queries.qr_svg("https://tinhnguyen.example/chung-nhan/7K3M/")
    assert drawing != queries.qr_svg("https://tinhnguyen.example/chung-nhan/7K3N/")
