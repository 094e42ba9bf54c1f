"""Every paper opens in LibreOffice, and the printed page holds every Vietnamese word of it."""

import subprocess
import unicodedata
from io import BytesIO

import pytest
from docx import Document

from aoxanh.activities import queries
from aoxanh.activities.models import Activity
from tests.activities.crowd import Crowd
from tests.activities.drive import Drive
from tests.activities.world import World


pytestmark = pytest.mark.office

LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
CODES = ("ke-hoach", "giay-moi", "phan-cong", "bao-cao")
CAMPAIGN_CODES = tuple(f"chien-dich-{code}" for code in CODES)


@pytest.fixture
def crowd(db, system, today, now):
    """Six who come, and every letter of the alphabet in what the activity says."""
    crowd = Crowd.at(World(system=system, day=today, now=now).build(), places=12)
    Activity.objects.filter(pk=crowd.activity.pk).update(
        title="Sửa mái, quét vôi điểm trường Hồ Pên & đường ‹hoa›",
        summary=f"Đủ chữ: {LETTERS} {LETTERS.upper()}.",
        partners="Hội LHPN xã, Đồn Biên phòng Dào San",
    )
    for name in ("Giàng Thị Mỷ", "Lò Văn Ngoãn", "Chẻo Láo Tả", "Vàng A Phử", "Sùng Thị Ýa"):
        crowd.sign_up(name)
    return crowd


def _printed(content, folder):
    """The text of the pages that LibreOffice makes of a Word file."""
    (folder / "giay.docx").write_bytes(content)
    convert = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    subprocess.run(
        [*convert, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "giay.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return read(folder / "giay.pdf")


def read(paper):
    """The words of a PDF."""
    found = subprocess.run(["pdftotext", str(paper), "-"], check=True, capture_output=True)
    return unicodedata.normalize("NFC", found.stdout.decode())


def _words(word):
    """Every word of the file, in tables too; dashes alone are none."""
    texts = [paragraph.text for paragraph in word.paragraphs]
    for table in word.tables:
        texts += [cell.text for row in table.rows for cell in row.cells]
    words = {part for text in texts for part in text.split()}
    return {word for word in words if any(sign.isalnum() for sign in word)}


@pytest.mark.parametrize("code", CODES)
def test_a_paper_opens_with_every_word(crowd, tmp_path, code):
    _name, content = queries.activity_paper_file(
        activity_id=crowd.activity.pk, code=code, actor=crowd.officer, on=crowd.world.now
    )

    _check_printed(content, tmp_path)


@pytest.mark.parametrize("code", CAMPAIGN_CODES)
def test_a_paper_of_a_campaign_opens_with_every_word(crowd, tmp_path, code):
    drive = Drive(crowd.world)
    campaign = drive.opened(drive.draft(summary=f"Đủ chữ: {LETTERS} {LETTERS.upper()}."))
    drive.attach(campaign, drive.held())

    _name, content = queries.campaign_paper_file(
        campaign_id=campaign.pk, code=code, actor=drive.province, on=crowd.world.now
    )

    _check_printed(content, tmp_path)


def _check_printed(content, folder):
    printed = _printed(content, folder)
    missing = {word for word in _words(Document(BytesIO(content))) if word not in printed}
    assert missing <= _broken(missing, printed)
    assert "ĐOÀN TNCS HỒ CHÍ MINH" in printed


def _broken(words, printed):
    """Long words that a line broke: all their letters stand there, in order, over the break."""
    run_on = "".join(printed.split())
    return {word for word in words if word in run_on}
