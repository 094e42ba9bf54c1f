"""The picture of a badge: drawn from its rule for the unit that gives it, or with a picture that was given."""

from io import BytesIO

import pytest
from PIL import Image

from aoxanh.audit.models import Entry
from aoxanh.documents import queries as documents
from aoxanh.files.errors import FileBroken, FileTooLarge, FileTypeUnknown
from aoxanh.files.models import StoredFile
from aoxanh.jobs import cli
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.recognition import actions, queries
from aoxanh.recognition.errors import RecognitionRuleUnknown
from aoxanh.recognition.types import PARTICIPATION
from aoxanh.units.errors import UnitMissing
from tests.activities.world import refused
from tests.recognition.earning import BADGE, CLUBS, UNITS, busy_club, load, scope_of


BLUE, RED = (45, 125, 210), (200, 20, 20)


@pytest.fixture(autouse=True)
def file(service, tmp_path):
    return load(service, tmp_path)


def _picture(colour=RED, kind="PNG", size=(400, 300)):
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


def _badge(service, code=BADGE, unit=""):
    return queries.badge(code, unit=unit, day=service.world.day)


def _colour(drawn, x, y):
    return Image.open(BytesIO(drawn)).convert("RGBA").getpixel((x, y))


def _give(service, content=None, *, code=BADGE, by=None, name="hinh.png"):
    actions.set_badge_picture(
        by=by or service.world.system,
        code=code,
        name=name,
        content=_picture() if content is None else content,
        now=service.world.now,
    )


def test_every_rules_badge_is_a_round_picture_for_the_longest_names(service):
    service.world.ta_leng.versions.update(name="Đoàn Thanh niên Cộng sản Hồ Chí Minh " * 3)

    for row in (PARTICIPATION, *queries.recognition_rules().values_list("pk", flat=True)):
        _key, draw = _badge(service, row, service.world.ta_leng.code)
        picture = Image.open(BytesIO(draw()))
        assert (picture.format, picture.size) == ("PNG", (600, 600))
        assert picture.convert("RGBA").getpixel((4, 4))[3] == 0


def test_what_the_rule_the_unit_and_the_level_say_makes_another_picture(service):
    unit = service.world.ta_leng.code

    keys = {_badge(service, code, given)[0] for code in (BADGE, UNITS) for given in ("", unit)}
    again = _badge(service, BADGE, unit)[0]

    assert len(keys) == 4
    assert again in keys


def test_a_picture_that_was_given_stands_in_the_rings(service):
    before, draw_before = _badge(service)

    _give(service)

    after, draw = _badge(service)
    drawn = draw()
    assert before != after
    assert _colour(draw_before(), 300, 150)[:3] != _colour(drawn, 300, 150)[:3]
    red, green, blue, _alpha = _colour(drawn, 300, 150)
    assert red > 150 > max(green, blue)
    assert _colour(drawn, 4, 4)[3] == 0
    assert Entry.objects.filter(event="recognition.BadgePictureSet").count() == 1


def test_another_picture_takes_its_place_and_none_brings_the_drawing_back(service):
    drawn = _badge(service)[0]
    _give(service)
    first = StoredFile.objects.get()

    _give(service, _picture(BLUE, "WEBP"))
    second = StoredFile.objects.get()
    _give(service, b"")

    assert first.pk != second.pk
    assert not StoredFile.objects.exists()
    assert _badge(service)[0] == drawn


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', FileTypeUnknown),
        (b"%PDF-1.7\n%%EOF", FileTypeUnknown),
        (_picture()[:60], FileBroken),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_kept(service, content, fault):
    with refused(fault):
        _give(service, content)

    assert not StoredFile.objects.exists()


def test_a_picture_that_is_too_large_is_refused(service, settings):
    settings.UPLOAD_LIMIT_BYTES = 100

    with refused(FileTooLarge):
        _give(service)


def test_only_whoever_runs_the_portal_gives_a_picture(service):
    with refused(NotAllowed):
        _give(service, by=service.officer)
    with refused(RecognitionRuleUnknown):
        _give(service, code="khac")


def test_the_command_gives_a_picture_and_takes_it_away(service, tmp_path, capsys):
    picture = tmp_path / "hinh.png"
    picture.write_bytes(_picture())

    given = cli.main(["recognition", "picture", BADGE, str(picture)])
    kept = StoredFile.objects.count()
    gone = cli.main(["recognition", "picture", BADGE])
    unknown = cli.main(["recognition", "picture", "khac", str(picture)])

    said = capsys.readouterr()
    assert (given, gone, unknown, kept) == (0, 0, 1, 1)
    assert said.out == "Huy hiệu nay dùng hình này.\nHuy hiệu được vẽ theo quy định.\n"
    assert said.err.startswith("Chưa có quy định ghi nhận này")


def test_loading_rules_again_keeps_the_picture(service, file, now):
    _give(service)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("HOURS, at_least: 8}", "HOURS, at_least: 9}"), encoding="utf-8")

    assert actions.load_recognition_rules(by=service.world.system, path=file, now=now)

    assert queries.recognition_rules().get(pk=BADGE).picture == StoredFile.objects.get()


def test_a_badge_of_nothing_or_of_no_unit_is_not_there(service):
    with refused(Missing):
        _badge(service, "khac")
    with refused(UnitMissing):
        _badge(service, BADGE, "KHONGCO")


def test_the_credential_of_a_club_names_its_badge_and_the_unit(service, settings, now):
    settings.SITE_ADDRESS = "https://tinhnguyen.example"
    paper = service.issue(busy_club(service), scope=scope_of(service, CLUBS))

    payload = documents.claimed(queries.credential_of(paper, now=now))

    subject = payload["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == "Đoàn Áo xanh"
    assert subject["narrative"].startswith("đã tổ chức 2 hoạt động tình nguyện, có 3 người")
    assert subject["achievement"]["image"] == {
        "id": f"https://tinhnguyen.example/ghi-nhan/{CLUBS}/huy-hieu/{paper.unit.code}.png",
        "type": "Image",
        "caption": "Giấy chứng nhận Câu lạc bộ, đội, nhóm tình nguyện tích cực",
    }
