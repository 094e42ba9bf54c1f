"""A file is taken for what its bytes are; what is cut, bent or hidden in another is refused in a sentence."""

import zipfile
from io import BytesIO

import pytest
from django.db import transaction
from PIL import Image

from aoxanh.files import actions, queries
from aoxanh.files.errors import (
    ArchiveTooLarge,
    FileBroken,
    FileEmpty,
    FileTooLarge,
    FileTypeUnknown,
    PhotoTooLarge,
)
from aoxanh.files.models import StoredFile
from aoxanh.files.rules.photos import shrunk
from aoxanh.files.types import FileKind, FileType
from tests.files import uploads


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def store(system, now):
    def keep(content, kind=FileKind.DOCUMENT, name="tệp"):
        return actions.store(by=system, unit_id=1, kind=kind, name=name, content=content, now=now)

    return keep


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.pdf", uploads.PDF, FileType.PDF),
        ("a.xlsx", uploads.office(), FileType.XLSX),
        ("a.docx", uploads.office("word/document.xml"), FileType.DOCX),
        ("a.csv", uploads.CSV, FileType.CSV),
        ("a.csv", b"\xef\xbb\xbf" + uploads.CSV, FileType.CSV),
        ("a.txt", "ghi chú".encode(), FileType.TEXT),
        ("a.jpg", uploads.PDF, FileType.PDF),
    ],
)
def test_the_type_is_what_the_bytes_are(store, name, content, found):
    stored = store(content, name=name)

    assert stored.mime == found
    assert queries.content(stored) == content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photos_of_every_kind_become_jpeg(store, kind):
    stored = store(uploads.picture(kind), FileKind.PHOTO, "ảnh.png")

    assert (stored.mime, stored.name) == ("image/jpeg", "ảnh.jpg")
    assert Image.open(BytesIO(queries.content(stored))).format == "JPEG"


def test_a_photo_is_turned_upright_and_tells_nothing_of_place_or_owner(store):
    stored = store(uploads.sideways_with_place(), FileKind.PHOTO)

    kept = Image.open(BytesIO(queries.content(stored)))
    assert kept.size == (200, 400)
    assert dict(kept.getexif()) == {}
    assert "exif" not in kept.info


def test_a_large_photo_is_made_smaller(store):
    stored = store(uploads.picture(size=(5000, 2500)), FileKind.PHOTO)

    assert Image.open(BytesIO(queries.content(stored))).size == (2048, 1024)


def test_transparent_parts_become_white(store):
    stored = store(uploads.picture("PNG", mode="RGBA"), FileKind.PHOTO)

    assert Image.open(BytesIO(queries.content(stored))).getpixel((5, 5)) == (255, 255, 255)


def test_an_archive_behind_a_photo_is_not_kept(store):
    stored = store(uploads.picture() + uploads.office(), FileKind.PHOTO)

    assert b"PK\x03\x04" not in queries.content(stored)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (FileKind.PHOTO, uploads.picture()[:300]),
        (FileKind.PHOTO, uploads.picture("PNG")[:-40]),
        (FileKind.PHOTO, b"\xff\xd8\xff not a picture"),
        (FileKind.PHOTO, b"RIFF\x10\x00\x00\x00WEBPVP8 "),
        (FileKind.DOCUMENT, uploads.PDF[:20]),
        (FileKind.DOCUMENT, uploads.PDF + uploads.office()),
        (FileKind.DOCUMENT, uploads.PDF + b"<script>alert(1)</script>"),
        (FileKind.DOCUMENT, uploads.office()[:-30]),
        (FileKind.DOCUMENT, uploads.office() + b"<html>"),
        (FileKind.DOCUMENT, uploads.lying()),
        (FileKind.DOCUMENT, uploads.locked()),
    ],
)
def test_cut_and_glued_files_are_refused(store, kind, content):
    with pytest.raises(FileBroken):
        store(content, kind)


@pytest.mark.parametrize(
    ("kind", "content", "name"),
    [
        (FileKind.PHOTO, uploads.PDF, "a.jpg"),
        (FileKind.PHOTO, b"GIF89a" + b"\x00" * 40, "a.jpg"),
        (FileKind.PHOTO, b"\x00\x00\x00\x18ftypheic", "a.jpg"),
        (FileKind.DOCUMENT, uploads.picture(), "a.pdf"),
        (FileKind.DOCUMENT, b"MZ\x90\x00\x03\x00", "a.pdf"),
        (FileKind.DOCUMENT, b"<!DOCTYPE html><script>1</script>", "a.txt"),
        (FileKind.DOCUMENT, b"\xef\xbb\xbf  <svg onload=x>", "a.csv"),
        (FileKind.DOCUMENT, "Họ tên".encode("utf-16"), "a.csv"),
        (FileKind.DOCUMENT, b"a\x00b", "a.txt"),
        (FileKind.DOCUMENT, uploads.office("readme.md"), "a.xlsx"),
        (FileKind.DOCUMENT, uploads.office(types="types.xml"), "a.xlsx"),
        (FileKind.DOCUMENT, uploads.office(extra=[("xl/vbaProject.bin", b"1")]), "a.xlsm"),
        (FileKind.PDF, uploads.CSV, "a.pdf"),
    ],
)
def test_a_wrong_type_is_refused_with_the_types_that_are_taken(store, kind, content, name):
    with pytest.raises(FileTypeUnknown) as refusal:
        store(content, kind, name)

    assert "Hãy chọn tệp thuộc các loại" in str(refusal.value)


def test_an_empty_file_is_refused(store):
    with pytest.raises(FileEmpty):
        store(b"")


def test_a_heavy_file_is_refused_with_both_weights(store, settings):
    settings.UPLOAD_LIMIT_BYTES = 2 * 1024 * 1024

    with pytest.raises(FileTooLarge) as refusal:
        store(b"x" * (2 * 1024 * 1024 + 1))

    assert "3 MB" in str(refusal.value)
    assert "2 MB" in str(refusal.value)


def test_an_export_may_be_heavier_than_an_upload(store, settings):
    settings.UPLOAD_LIMIT_BYTES = 10

    assert store(uploads.CSV, FileKind.EXPORT, "danh sách.csv").size == len(uploads.CSV)


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (9000, 8000), (2**31 - 1, 1000)])
def test_a_photo_of_huge_size_is_refused_before_it_is_unpacked(store, width, height):
    with pytest.raises(PhotoTooLarge):
        store(uploads.declared_png(width, height), FileKind.PHOTO)


@pytest.mark.parametrize("make", [uploads.bomb, uploads.dense])
def test_a_zip_bomb_is_refused_by_what_it_declares(store, make):
    with pytest.raises(ArchiveTooLarge):
        store(make())


def test_a_refused_file_leaves_nothing_behind(store, tmp_path):
    with pytest.raises(FileBroken), transaction.atomic():
        store(uploads.PDF[:20])

    assert not StoredFile.objects.exists()
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Tài liệu\\kế hoạch.PDF", "kế hoạch.pdf"),
        ("b\x00á|o*cáo.exe", "bá o cáo.pdf"),
        ("...", "tep.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_made_safe(store, typed, kept):
    assert store(uploads.PDF, name=typed).name == kept


def test_an_archive_is_kept_where_the_product_made_it_and_nowhere_else(store):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("1-ho-so.txt", "Hồ sơ")

    kept = store(target.getvalue(), FileKind.BUNDLE, "ho-so.zip")

    assert (kept.mime, kept.name) == (FileType.ZIP, "ho-so.zip")
    for kind in (FileKind.DOCUMENT, FileKind.SCAN, FileKind.EXPORT):
        with pytest.raises(FileTypeUnknown), transaction.atomic():
            store(target.getvalue(), kind, "ho-so.zip")


def test_what_is_no_picture_is_not_made_smaller():
    with pytest.raises(FileBroken):
        shrunk(b"no picture", width=400, height=300)
