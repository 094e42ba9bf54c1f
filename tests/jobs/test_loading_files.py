"""Files of one's own load by command: 0 when everything is in, else one sentence with file and line."""

import pytest

from aoxanh.activities.models import ActivityKind
from aoxanh.jobs import cli
from aoxanh.programmes.models import Programme
from aoxanh.programmes.types import REFERENCE as PROGRAMMES
from aoxanh.recognition.types import REFERENCE as SERVICE_RULES
from aoxanh.units import actions as units
from aoxanh.units.models import UnitKind
from aoxanh.units.types import REFERENCE


BLOOD = "- {code: hien_mau, name: Hiến máu, family: VOLUNTEERING, yields_hours: true}\n"
SQUAD = "- {code: doi_hinh, family: GROUP, level: BRANCH, name: Đội hình}\n"


@pytest.fixture
def call(capsys):
    def run(*arguments):
        status = cli.main([str(each) for each in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def file(tmp_path):
    """``file("kinds.yaml", text)``: a file of one's own."""

    def write(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def portal(db, system, now):
    """The kinds of units, and the file of a portal without territory."""
    units.load_kinds(by=system, now=now)
    instance = REFERENCE / "instances" / "lai-chau.yaml"
    return instance.read_text(encoding="utf-8").replace('place: "12"\n', "")


@pytest.mark.django_db
def test_one_file_of_activity_kinds_loads_and_loads_again_unchanged(call, file):
    path = file("kinds-them.yaml", BLOOD)

    first, again = call("activities", "load", path), call("activities", "load", path)

    assert first == (0, "Đã thêm 1 và sửa 0 mục.\n", "")
    assert again == (0, "Danh mục hoạt động không có gì mới.\n", "")
    assert ActivityKind.objects.get().code == "hien_mau"


@pytest.mark.django_db
def test_a_folder_of_lifecycles_and_kinds_loads_together(call, file, tmp_path):
    file("kinds.yaml", BLOOD)
    file("fields.yaml", "- {code: moi_truong, name: Môi trường}\n")

    assert call("activities", "load", tmp_path)[:2] == (0, "Đã thêm 2 và sửa 0 mục.\n")


@pytest.mark.django_db
def test_kinds_of_units_load(call, file):
    assert call("units", "load", file("kinds.yaml", SQUAD))[0] == 0

    assert UnitKind.objects.get().name == "Đội hình"


def test_a_programme_loads_into_a_portal(call, file, portal, system, now):
    units.load_instance(by=system, path=file("portal.yaml", portal), now=now)

    status, out, _ = call("programmes", "load", PROGRAMMES / "lai-chau-2024-2030.yaml")

    assert status == 0
    assert Programme.objects.get(code="LC-2024-2030").name in out


@pytest.mark.django_db
def test_a_programme_is_checked_compared_and_taken_out(call, file, portal, system, now):
    units.load_instance(by=system, path=file("portal.yaml", portal), now=now)
    plan = PROGRAMMES / "lai-chau-2024-2030.yaml"

    checked, said, _ = call("programmes", "check", plan)
    assert (checked, "16 chỉ tiêu" in said, Programme.objects.count()) == (0, True, 0)

    call("programmes", "load", plan)
    _, compared, _ = call("programmes", "diff", "LC-2024-2030", plan)
    _, text, _ = call("programmes", "export", "LC-2024-2030")

    assert "0 chỗ khác nhau" in compared
    assert text.startswith("code: LC-2024-2030")


@pytest.mark.django_db
def test_loading_a_programme_says_whether_anything_changed(call, file, portal, system, now):
    units.load_instance(by=system, path=file("portal.yaml", portal), now=now)
    plan = PROGRAMMES / "qd-1481.yaml"
    changed = file(
        "plan.yaml",
        plan.read_text(encoding="utf-8").replace(
            "issuer: Thủ tướng Chính phủ", "issuer: Chính phủ", 1
        ),
    )

    told = [call("programme", "load", each)[1] for each in (plan, plan, changed)]

    assert told[0].startswith("Đã nạp")
    assert "không có gì thay đổi" in told[1]
    assert "nay là bản thứ 2" in told[2]
    assert "không có bản thứ 7" in call("programme", "export", "QD-1481", "--edition", "7")[2]


@pytest.mark.django_db
def test_a_programme_is_closed_for_good(call, file, portal, system, now):
    units.load_instance(by=system, path=file("portal.yaml", portal), now=now)
    plan = PROGRAMMES / "qd-1481.yaml"
    call("programmes", "load", plan)

    assert "Không có chương trình" in call("programmes", "close", "ZZ")[2]
    assert call("programmes", "close", "QD-1481")[0] == 0

    assert Programme.objects.get().closed_on is not None
    changed = file(
        "plan.yaml",
        plan.read_text(encoding="utf-8").replace(
            "issuer: Thủ tướng Chính phủ", "issuer: Chính phủ", 1
        ),
    )
    assert "chương trình đã kết thúc" in call("programmes", "load", changed)[2]


@pytest.mark.django_db
def test_a_programme_needs_a_portal(call):
    status, _, err = call("programmes", "load", PROGRAMMES / "lai-chau-2024-2030.yaml")

    assert status == 1
    assert "chưa được thiết lập" in err


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "name", "text", "told"),
    [
        ("activities", "kinds.yaml", BLOOD + "- {code: x}\n", "Tệp kinds.yaml, dòng 2: thiếu"),
        ("activities", "kinds.yaml", BLOOD + "- [", "kinds.yaml, dòng 2: không đọc được"),
        ("activities", "loai.yaml", BLOOD, "Không thấy tệp danh mục nào"),
        ("units", "kinds.yaml", SQUAD + "- {code: x, family: DOAN}\n", "kinds.yaml, dòng 2:"),
        ("units", "kinds.yaml", SQUAD * 2, "kinds.yaml, dòng 2: mã “doi_hinh” đã có"),
    ],
)
def test_a_fault_is_told_with_file_and_line(call, file, command, name, text, told):
    status, out, err = call(command, "load", file(name, text))

    assert (status, out) == (1, "")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["activities", "units"])
def test_a_file_that_is_no_text_is_refused(call, tmp_path, command):
    path = tmp_path / "kinds.yaml"
    path.write_bytes(b"- {code: \xff\xfe}")

    status, _, err = call(command, "load", path)

    assert status == 1
    assert "không phải văn bản UTF-8" in err


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["activities", "units"])
def test_a_missing_file_is_refused(call, tmp_path, command):
    status, _, err = call(command, "load", tmp_path / "kinds.yaml")

    assert status == 1
    assert err.count("\n") == 1


@pytest.mark.django_db
def test_rules_of_service_load_once_and_a_gap_is_told_by_line(call, file):
    shipped = (SERVICE_RULES / "service_rules.yaml").read_text(encoding="utf-8")
    holed = file("truong.yaml", shipped.replace("from: 4, under: 15", "from: 5, under: 15", 1))

    first, second = call("recognition", "load"), call("recognition", "load")
    status, _out, err = call("recognition", "load", holed)

    assert first[1].startswith("Đã ghi 3 quy định")
    assert second[1].startswith("Quy định ngày tình nguyện không có gì mới")
    assert status == 1
    assert "truong.yaml, dòng" in err
    assert "hở từ 4 đến dưới 5" in err


@pytest.mark.django_db
def test_rules_of_papers_load_once_and_a_fault_is_told_by_line(call, file):
    shipped = (SERVICE_RULES / "recognition_rules.yaml").read_text(encoding="utf-8")
    faulty = file("xa.yaml", shipped.replace("what: DAYS", "what: WEEKS", 1))

    first, second = call("recognition", "papers"), call("recognition", "papers")
    status, _out, err = call("recognition", "papers", faulty)

    assert first[1].startswith("Đã ghi 5 quy định cấp giấy")
    assert second[1].startswith("Quy định cấp giấy, huy hiệu không có gì mới")
    assert status == 1
    assert "xa.yaml, dòng" in err
