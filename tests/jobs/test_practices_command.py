"""A compiled table from the command line: printed first, then brought in."""

import csv
import io

import pytest

from aoxanh.jobs import cli
from aoxanh.practices.models import Practice
from tests.access.organisation import Organisation
from tests.practices.table import COMPILED
from tests.web.desks import InstanceSettings, units


@pytest.fixture
def portal(db, system, today, now):
    org = Organisation(system=system, day=today, now=now).build()
    settings = InstanceSettings(
        scale="PROVINCE",
        name="Cổng tình nguyện Lai Châu",
        short_name="Lai Châu",
        place_name="Lai Châu",
    )
    units.set_up_instance(by=system, root_id=org.province.pk, settings=settings, now=now)
    return org


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mo-hinh.txt"
    path.write_text(COMPILED, encoding="utf-8")
    return path


def test_a_dry_run_prints_every_row_and_keeps_nothing(db, file, capsys):
    status = cli.main(["practices", "import", str(file), "--dry-run", "--format", "csv"])

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert status == 0
    assert [row["province"] for row in rows][:2] == ["Hoà Bình", "Hoà Bình"]
    assert rows[0]["content"].endswith("giặt sạch rồi gửi lên bản.")
    assert "WORD_JOINED" in rows[0]["flags"]
    assert "SAME_TEXT" in rows[5]["flags"]
    assert not Practice.objects.exists()


def test_the_table_is_brought_in_at_the_portals_own_unit(portal, file, capsys):
    status = cli.main(["practices", "import", str(file)])

    assert (status, Practice.objects.count()) == (0, 7)
    assert set(Practice.objects.values_list("unit_id", flat=True)) == {portal.province.pk}
    assert "Đã nhận 7 mô hình" in capsys.readouterr().out


def test_without_a_portal_nothing_is_brought_in(db, file, capsys):
    assert cli.main(["practices", "import", str(file)]) == 1
    assert not Practice.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\xff\x00\xfe", "không có bảng".encode()])
def test_what_is_no_table_is_refused(portal, tmp_path, content, capsys):
    path = tmp_path / "x.txt"
    path.write_bytes(content)

    assert cli.main(["practices", "import", str(path)]) == 1
    assert capsys.readouterr().err


def test_old_letters_name_the_option_that_converts_them(portal, tmp_path, capsys):
    path = tmp_path / "cu.txt"
    path.write_bytes(
        "M« h×nh t×nh nguyÖn n¨m 2019\n \tL©m §ång\n\tTñ ¸o Êm b¶n xa\n\tCÊp x·\n".encode("cp1252")
    )

    assert cli.main(["practices", "import", str(path)]) == 1
    assert "--convert" in capsys.readouterr().err
