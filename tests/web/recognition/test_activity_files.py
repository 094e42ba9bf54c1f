"""“Hồ sơ khen thưởng”: list and hours, figures, photos, feedback and links in one archive; by a job when large."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from aoxanh.activities import actions as activities
from aoxanh.activities.models import Activity, Evidence
from aoxanh.activities.types import PhotoGiven
from aoxanh.files import queries as files
from aoxanh.files.models import StoredFile
from aoxanh.jobs.kinds import KINDS
from aoxanh.jobs.types import Run
from aoxanh.people.models import Consent, Membership, Person
from aoxanh.recognition.queries.activity_files import activity_facts
from aoxanh.recognition.types import FileAsked
from aoxanh.web.recognition import manage_file
from aoxanh.work.models import Job
from tests.recognition.service import SERVED_ON, Service
from tests.web.desks import shown


def _picture():
    target = BytesIO()
    Image.new("RGB", (64, 48), "blue").save(target, "JPEG")
    return target.getvalue()


@pytest.fixture
def held(desks, world, settings, tmp_path, system, now):
    """A closed activity with two who came and two photos."""
    settings.MEDIA_ROOT = tmp_path / "files"
    made = Service(world)
    made.activity = made.held("Làm đường liên bản Hồ Pên")
    for name in ("Lò Thị Mai", "Giàng A Páo"):
        person = made.person(name)
        Membership.objects.filter(person=person).update(student_code="SV7", class_name="12A1")
        made.serve(person)
    activity = made.activity
    activities.add_evidence(
        by=system,
        activity_id=activity.pk,
        photos=[
            PhotoGiven(name="a.jpg", content=_picture(), caption="Dọn đường ở bản"),
            PhotoGiven(name="b.jpg", content=_picture()),
        ],
        now=now,
    )
    Activity.objects.filter(pk=activity.pk).update(state="CLOSED", closed_at=now)
    return made


@pytest.fixture
def officer(desks, world, held):
    return desks.at(world.ta_leng)


def _address(unit, activity):
    return f"/dieu-phoi/{unit.pk}/hoat-dong/{activity.pk}/ho-so-khen-thuong/"


def _opened(content):
    archive = zipfile.ZipFile(BytesIO(content))
    assert archive.testzip() is None
    return archive


def _send(client, world, held, **given):
    photos = [str(pk) for pk in Evidence.objects.order_by("pk").values_list("pk", flat=True)]
    sent = {"anh": photos, "article": ""} | given
    return client.post(_address(world.ta_leng, held.activity), sent)


def test_the_page_says_what_goes_in(officer, world, held):
    page = shown(officer.get(_address(world.ta_leng, held.activity)))

    assert "Dọn đường ở bản" in page
    assert "2 lượt, 8 giờ đã ghi nhận" in page
    assert "Chưa có số liệu" in page


def test_the_file_holds_list_figures_photos_and_links(officer, world, held):
    answer = _send(officer, world, held, article="https://tinhdoan.laichau.gov.vn/bai-viet")

    archive = _opened(answer.content)
    assert answer["Content-Type"] == "application/zip"
    assert archive.namelist() == [
        "1-ho-so.pdf",
        "2-danh-sach.xlsx",
        "3-so-lieu.txt",
        "anh/01-don-duong-o-ban.jpg",
        "anh/02-hoat-dong.jpg",
    ]
    told = archive.read("3-so-lieu.txt").decode("utf-8-sig")
    assert "Tham gia: 2 người, 2 lượt, 8 giờ đã ghi nhận" in told
    assert "Bài viết: https://tinhdoan.laichau.gov.vn/bai-viet" in told
    assert "Phản hồi: chưa có số liệu" in told
    assert f"/h/{held.activity.code}/" in told
    assert archive.read("1-ho-so.pdf").startswith(b"%PDF")
    sheet = _opened(archive.read("2-danh-sach.xlsx"))
    words = b"".join(sheet.read(name) for name in sheet.namelist()).decode(errors="ignore")
    assert "Giàng A Páo" in words
    assert "SV7" in words


def test_only_chosen_photos_go_in(officer, world, held):
    archive = _opened(_send(officer, world, held, anh=[]).content)

    assert not [name for name in archive.namelist() if name.startswith("anh/")]


def test_an_address_that_is_none_is_told_and_the_choice_stays(officer, world, held):
    answer = _send(officer, world, held, article="không có", anh=[])

    page = shown(answer)
    assert answer.status_code == 422
    assert "Hãy dán địa chỉ đầy đủ" in page
    assert 'name="anh" value="1" checked' not in page


def test_a_large_file_is_made_by_a_job_and_kept_for_a_month(
    officer, world, held, monkeypatch, now, system
):
    monkeypatch.setattr(manage_file, "AT_ONCE_PERSONS", 1)

    answer = _send(officer, world, held)
    job = Job.objects.get()
    reported = []
    run = Run(job=job, by=system, now=lambda: now, report=lambda *told: reported.append(told))
    outcome = KINDS[job.kind](run)

    assert answer.status_code == 302
    assert f"/viec-nen/{job.code}" in answer["Location"]
    stored = StoredFile.objects.get(pk=outcome.file_id)
    assert (stored.kind, stored.mime) == ("BUNDLE", "application/zip")
    assert len(_opened(files.content(stored)).namelist()) == 5
    assert reported[-1] == (5, 5)


def test_what_is_not_over_has_no_file(officer, world, held):
    Activity.objects.filter(pk=held.activity.pk).update(state="RUNNING", opened_at=world.now)

    assert officer.get(_address(world.ta_leng, held.activity)).status_code == 404


def test_a_sibling_gets_no_file(desks, world, held):
    sibling = desks.at(world.binh_lu)

    assert sibling.get(_address(world.binh_lu, held.activity)).status_code == 404


def test_the_file_costs_the_same_for_two_and_for_eight(officer, world, held, costs_the_same):
    def grow():
        for number in range(6):
            held.serve(held.person(f"Sùng A Dơ {number}"), day=SERVED_ON)

    costs_the_same(lambda: officer.get(_address(world.ta_leng, held.activity)), grow)


def test_who_took_consent_back_is_a_number_in_the_file(officer, world, held):
    person = Person.objects.get(full_name="Giàng A Páo")
    Consent.objects.create(
        person=person, purpose="PARTICIPATION", version=1, given_by="SELF",
        given_at=world.now, withdrawn_at=world.now,
    )  # fmt: skip

    facts = activity_facts(
        FileAsked(activity_id=held.activity.pk, picture_ids=frozenset()),
        actor=world.officer(world.ta_leng),
    )

    assert [one.full_name for one in facts.came] == ["Lò Thị Mai", "Người số 1, đã rút đồng ý"]
