"""Loading a map: again, later changes, and files that cannot be true."""

from datetime import date

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.places import actions, queries
from aoxanh.places.errors import MapFileRefused, MapFolderEmpty
from aoxanh.places.models import Place, PlaceAlias, PlaceFlag, PlaceSuccession
from aoxanh.places.types import REFERENCE, Flag, Outcome, PlaceLevel


pytestmark = pytest.mark.usefixtures("lai_chau")

EXAMPLE = REFERENCE / "examples" / "ward-2026-09-20"
PLACES = "level,code,kind,name,parent,lat,lon,area_km2,valid_from,valid_to\n"
SUCCESSIONS = "on,level,predecessor,successor_level,successor,share\n"
ALIASES = "level,code,on,alias\n"
FLAGS = "level,code,flag,valid_from,valid_to,note\n"


def rows():
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Place, PlaceAlias, PlaceSuccession, PlaceFlag)
    ]


@pytest.fixture
def refused(system, now, map_folder):
    """What the refused load of these tables says; nothing may have been written."""

    def load(**tables: str):
        folder, before = map_folder(**tables), rows()
        with pytest.raises(MapFileRefused) as refusal:
            actions.load(by=system, source=folder, now=now)
        assert rows() == before
        return str(refusal.value)

    return load


def test_one_province_can_be_loaded_alone(today):
    communes = queries.at(day=today, level=PlaceLevel.COMMUNE)

    assert {place.parent.name for place in communes} == {"Lai Châu"}
    assert communes.count() == 38
    assert queries.at(day=today, level=PlaceLevel.PROVINCE).count() == 34


def test_loading_again_changes_nothing_and_leaves_no_entry(system, now):
    before, entries = rows(), Entry.objects.count()

    report = actions.load(by=system, only_provinces=("12",), now=now)

    assert report.is_empty
    assert rows() == before
    assert Entry.objects.count() == entries


def test_each_write_is_on_the_trail():
    events = Entry.objects.filter(event="places.MapLoaded").order_by("pk")

    assert {entry.values["table"] for entry in events} == {"Place", "PlaceAlias", "PlaceSuccession"}
    assert sum(entry.values["created"] for entry in events) == sum(len(table) for table in rows())


def test_only_the_system_loads_maps(today, now):
    with pytest.raises(NotAllowed):
        actions.load(by=Actor.guest(day=today), now=now)


def test_a_later_change_of_the_map_loads_as_a_small_file(system, now):
    report = actions.load(by=system, source=EXAMPLE, now=now)

    assert (report.created, report.changed) == (2, 1)
    assert queries.by_code(code="03595", day=date(2026, 9, 19)).full_name == "xã Than Uyên"
    assert queries.by_code(code="03595", day=date(2026, 9, 20)).full_name == "phường Than Uyên"


def test_the_older_name_resolves_to_the_changed_unit(system, now, today):
    actions.load(by=system, source=EXAMPLE, now=now)

    answer = queries.resolve(text="thị trấn Than Uyên, huyện Than Uyên", day=today)

    assert answer.outcome == Outcome.PROPOSED
    assert answer.proposed.full_name == "phường Than Uyên"


def test_loading_an_older_file_again_does_not_undo_a_later_change(system, now):
    actions.load(by=system, source=EXAMPLE, now=now)
    before = rows()

    report = actions.load(by=system, only_provinces=("12",), now=now)

    assert report.is_empty
    assert rows() == before


def test_a_merge_loads_and_ends_what_was_merged(system, now, today, map_folder):
    folder = map_folder(
        places=PLACES
        + "COMMUNE,03439,COMMUNE,Thu Lũm,12,22.6474,102.4480,251.55,2025-07-01,2026-08-01\n",
        successions=SUCCESSIONS + "2026-08-01,COMMUNE,03439,COMMUNE,03451,WHOLE\n",
    )

    actions.load(by=system, source=folder, now=now)

    lai_chau = queries.by_code(code="12", day=today)
    assert queries.children(place=lai_chau, day=today).count() == 37
    assert queries.resolve(text="xã Thu Lũm", day=today).proposed.full_name == "xã Mù Cả"


def test_a_code_is_corrected_by_a_new_unit_from_a_day(system, now, today, map_folder):
    folder = map_folder(
        places=PLACES
        + "COMMUNE,03439,COMMUNE,Thu Lũm,12,,,,2025-07-01,2026-08-01\n"
        + "COMMUNE,03440,COMMUNE,Thu Lũm,12,,,,2026-08-01,\n",
        successions=SUCCESSIONS + "2026-08-01,COMMUNE,03439,COMMUNE,03440,WHOLE\n",
    )

    actions.load(by=system, source=folder, now=now)

    assert queries.find(text="Thu Lũm", day=today)[0].code == "03440"


def test_a_province_that_is_renamed_keeps_its_communes(system, now, today, map_folder):
    folder = map_folder(
        places=PLACES
        + "PROVINCE,12,PROVINCE,Lai Châu,,22.3181,103.185,,2025-07-01,2026-10-01\n"
        + "PROVINCE,12,MUNICIPALITY,Lai Châu,,22.3181,103.185,,2026-10-01,9999-12-31\n",
        successions=SUCCESSIONS + "2026-10-01,PROVINCE,12,PROVINCE,12,WHOLE\n",
    )

    actions.load(by=system, source=folder, now=now)

    after = queries.by_code(code="12", day=today)
    before = queries.by_code(code="12", day=date(2026, 9, 30))
    assert queries.children(place=after, day=today).count() == 38
    assert queries.children(place=before, day=date(2026, 9, 30)).count() == 38
    assert queries.children(place=before, day=today).count() == 0
    assert queries.by_code(code="03405", day=today).parent.full_name == "thành phố Lai Châu"
    assert queries.find(text="Tả Lèng", day=today, within="12")[0].parent == after


def test_aliases_alone_are_found_and_kept_with_earlier_ones(system, now, today, map_folder):
    folder = map_folder(aliases=ALIASES + "COMMUNE,03405,2026-01-01,Tà Lèng Mới\n")

    report = actions.load(by=system, source=folder, now=now)

    assert report.created == 1
    assert queries.find(text="ta leng moi", day=today)[0].full_name == "xã Tả Lèng"
    assert queries.find(text="tả lèng", day=today)[0].full_name == "xã Tả Lèng"


def test_flags_hold_for_their_time(system, now, map_folder):
    folder = map_folder(
        flags=FLAGS
        + "COMMUNE,03405,DIFFICULT,2025-07-01,2026-01-01,Quyết định mẫu\n"
        + "COMMUNE,03405,ETHNIC_MINORITY,2025-07-01,,Quyết định mẫu\n"
    )

    actions.load(by=system, source=folder, now=now)

    def flagged(flag, day):
        return [place.name for place in queries.flags(day=day, flag=flag)]

    assert flagged(Flag.DIFFICULT, date(2025, 12, 31)) == ["Tả Lèng"]
    assert flagged(Flag.DIFFICULT, date(2026, 1, 1)) == []
    assert flagged(Flag.ETHNIC_MINORITY, date(2030, 1, 1)) == ["Tả Lèng"]
    assert flagged(Flag.BORDER, date(2025, 12, 31)) == []


def test_a_flag_that_was_ended_stays_ended(system, now, map_folder):
    open_flag = FLAGS + "COMMUNE,03405,REMOTE,2025-07-01,,\n"
    actions.load(by=system, source=map_folder(flags=open_flag), now=now)
    ended = open_flag.replace(",,\n", ",2026-01-01,\n")
    actions.load(by=system, source=map_folder(flags=ended), now=now)

    report = actions.load(by=system, source=map_folder(flags=open_flag), now=now)

    assert report.is_empty


def test_an_empty_folder_is_refused(system, now, tmp_path):
    with pytest.raises(MapFolderEmpty, match=r"places\*\.csv"):
        actions.load(by=system, source=tmp_path, now=now)


GOOD = "COMMUNE,03439,COMMUNE,Thu Lũm,12,22.6,102.4,251.5,2025-07-01,2026-08-01\n"
OTHER_GOOD = GOOD.replace("03439", "03442")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("VILLAGE,03439,COMMUNE,A,12,,,,2025-07-01,\n", "cột “level” không nhận “VILLAGE”"),
        ("COMMUNE,03439,CITY,A,12,,,,2025-07-01,\n", "không thuộc cấp xã"),
        ("COMMUNE,0343,COMMUNE,A,12,,,,2025-07-01,\n", "mã “0343” không phải mã cấp xã"),
        ("COMMUNE,٠٣٤٣٩,COMMUNE,A,12,,,,2025-07-01,\n", "không phải mã cấp xã"),
        ("COMMUNE,03439,COMMUNE, ,12,,,,2025-07-01,\n", "cột “name” còn trống"),
        (f"COMMUNE,03439,COMMUNE,{'A' * 81},12,,,,2025-07-01,\n", "dài quá 80"),
        ("COMMUNE,03439,COMMUNE,A,,,,,2025-07-01,\n", "không thể là cấp trên của cấp xã"),
        ("COMMUNE,03439,COMMUNE,A,99,,,,2025-07-01,\n", "không có cấp trên 99"),
        ("PROVINCE,99,PROVINCE,A,12,,,,2025-07-01,\n", "không thể là cấp trên của cấp tỉnh"),
        ("COMMUNE,03439,COMMUNE,A,12,91,,,2025-07-01,\n", "phải từ -90 đến 90"),
        ("COMMUNE,03439,COMMUNE,A,12,bắc,,,2025-07-01,\n", "“bắc” không phải số"),
        ("COMMUNE,03439,COMMUNE,A,12,nan,,,2025-07-01,\n", "phải từ -90 đến 90"),
        ("COMMUNE,03439,COMMUNE,A,12,,,,01/07/2025,\n", "không phải ngày"),
        ("COMMUNE,03439,COMMUNE,A,12,,,,2026-01-01,2026-01-01\n", "không trước ngày hết"),
        ("COMMUNE,03439,COMMUNE,A,12,,,,2026-01-01,\n", "mã 03439 trùng thời gian"),
        ("PROVINCE,12,PROVINCE,Lai Châu,,,,,2025-07-01,2026-08-01\n", "không có cấp trên 12"),
        ("COMMUNE,03439\n", "có 2 cột, cần 10 cột"),
    ],
)
def test_a_line_that_cannot_be_true_is_named(line, reason, refused):
    said = refused(places=PLACES + OTHER_GOOD + line)

    assert "Tệp places.csv, dòng" in said
    assert reason in said


def test_the_same_unit_twice_in_the_files_is_refused(refused):
    assert "dòng 3: mã 03439 có hai lần" in refused(places=PLACES + GOOD + GOOD)


def test_the_line_number_is_that_of_the_file(refused):
    bad = "COMMUNE,1,COMMUNE,A,12,,,,2025-07-01,\n"

    assert "dòng 3" in refused(places=PLACES + GOOD + bad)


@pytest.mark.parametrize(
    ("table", "text", "reason"),
    [
        ("places", "code,name\n", "dòng 1: dòng tiêu đề phải là level,code"),
        ("places", "", "dòng 1: dòng tiêu đề"),
        (
            "successions",
            SUCCESSIONS + "2026-08-01,COMMUNE,03439,COMMUNE,99999,WHOLE\n",
            "không có đơn vị mã 99999 vào ngày 01/08/2026",
        ),
        (
            "successions",
            SUCCESSIONS + "2026-08-01,COMMUNE,03439,COMMUNE,03439,WHOLE\n",
            "không thể kế tục chính mình",
        ),
        ("successions", SUCCESSIONS + "2026-08-01,COMMUNE,03439,COMMUNE,03451,HALF\n", "HALF"),
        ("aliases", ALIASES + "COMMUNE,03439,1800-01-01,A\n", "không có đơn vị mã 03439"),
        ("aliases", ALIASES + "COMMUNE,03439,2026-01-01,?\n", "cột “alias” còn trống"),
        ("flags", FLAGS + "COMMUNE,03439,HOLY,2026-01-01,,\n", "không nhận “HOLY”"),
        ("flags", FLAGS + "DISTRICT,106,REMOTE,2025-01-01,2026-01-01,\n", "kéo dài sau ngày hết"),
        (
            "flags",
            FLAGS + "COMMUNE,03439,REMOTE,2026-01-01,,\nCOMMUNE,03439,REMOTE,2026-02-01,,\n",
            "dòng 3: dấu hiệu REMOTE trùng thời gian",
        ),
    ],
)
def test_other_tables_are_checked_too(table, text, reason, refused):
    assert reason in refused(**{table: text})


def test_a_file_in_another_encoding_is_refused(system, now, tmp_path):
    (tmp_path / "places.csv").write_bytes(PLACES.encode() + "Tả Lèng".encode("utf-16"))

    with pytest.raises(MapFileRefused, match="không phải văn bản UTF-8"):
        actions.load(by=system, source=tmp_path, now=now)


def test_a_broken_last_line_leaves_the_good_ones_unwritten(today, refused):
    refused(
        places=PLACES + GOOD,
        successions=SUCCESSIONS + "2026-08-01,COMMUNE,03439,COMMUNE,99999,WHOLE\n",
    )

    assert queries.by_code(code="03439", day=today).name == "Thu Lũm"


def test_decomposed_names_and_a_byte_order_mark_are_read(system, now, today, tmp_path):
    text = PLACES + "COMMUNE,03439,COMMUNE,Thu Lu\u0303m,12,,,,2025-07-01,9999-12-31\n"
    (tmp_path / "places.csv").write_text(text, "utf-8-sig")

    actions.load(by=system, source=tmp_path, now=now)

    assert queries.by_code(code="03439", day=today).name == "Thu Lũm"
