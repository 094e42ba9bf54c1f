"""Several units and partners of one model: written, brought in, found, suggested and confirmed."""

import pytest

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.practices import actions, queries
from aoxanh.practices.errors import AdoptsOwn, MateNameMissing, MateNameTooLong
from aoxanh.practices.models import Partner, Practice, PracticeFlag
from aoxanh.practices.queries import PracticeFilter
from aoxanh.practices.rules import partners_suggested
from aoxanh.practices.rules.together import suggest_kind
from aoxanh.practices.types import Mate, MateKind
from aoxanh.units import actions as units
from aoxanh.units.queries import names_at
from aoxanh.units.types import InstanceSettings
from tests.practices.conftest import F, given
from tests.work.lists import applied, brought, pasted


FUND = Mate(name="Quỹ Áo ấm", kind=MateKind.DOMESTIC)


@pytest.fixture
def portal(org, system, now):
    settings = InstanceSettings(
        scale="PROVINCE", name="Cổng Lai Châu", short_name="Lai Châu", place_name="Lai Châu"
    )
    units.set_up_instance(by=system, root_id=org.province.pk, settings=settings, now=now)
    return org


def unit(name):
    return Mate(name=name, kind=MateKind.UNIT)


def name_of(node, day):
    return names_at({node.pk}, day)[node.pk]


@pytest.fixture
def write(portal, secretary, now):
    def make(*mates, **more):
        practice = given(mates=mates, **more)
        return actions.write(by=secretary, unit_id=portal.ta_leng.pk, practice=practice, now=now)

    return make


def codes(**asked):
    rows = PracticeFilter(**asked).narrow(Practice.objects.order_by("pk"))
    return [each.code for each in rows]


def test_units_are_known_by_their_names_and_the_keeper_is_not_named_twice(
    portal, write, provinces, today
):
    other, own = (name_of(each, today) for each in (portal.binh_lu, portal.ta_leng))

    made = write(unit(other), unit(own), unit("Nhóm thiện nguyện Áo Chàm"), FUND)

    told = [(mate.name, mate.unit_id) for mate in made.units_too]
    assert told == [(other, portal.binh_lu.pk), ("Nhóm thiện nguyện Áo Chàm", None)]
    assert [mate.name for mate in made.partners] == ["Quỹ Áo ấm"]


def test_a_model_is_found_by_each_of_its_units_and_partners(portal, write, today):
    made = write(unit(name_of(portal.binh_lu, today)), FUND)
    write(title="Vườn ươm")

    assert codes(unit_ids=(portal.binh_lu.pk,)) == [made.code]
    assert codes(partner="quỹ áo ấm", partner_kind="DOMESTIC") == [made.code]
    assert codes(text="quy ao am") == codes(text="tu ao", partner="Quỹ Áo ấm") == [made.code]
    assert codes(partner_kind="INGO") == []


def test_a_unit_that_does_it_already_does_not_take_it_up(portal, write, neighbour, secretary, now):
    made = write(unit(name_of(portal.binh_lu, neighbour.day)))
    actions.put_into_registry(by=secretary, practice_id=made.pk, now=now)

    with pytest.raises(AdoptsOwn):
        actions.adopt(
            by=neighbour,
            unit_id=portal.binh_lu.pk,
            practice_id=made.pk,
            adaptation="Cùng làm",
            started_on=neighbour.day,
            now=now,
        )


def test_an_edit_replaces_names_and_keeps_what_was_declined(write, secretary, now):
    made = write(FUND)
    declined = {"practice_id": made.pk, "name": "Sở Y tế", "kind": MateKind.DECLINED}
    actions.confirm_partner(by=secretary, **declined, now=now)

    edited = actions.edit(by=secretary, practice_id=made.pk, practice=given(), now=now)

    assert [(mate.name, mate.kind) for mate in edited.known_mates] == [("Sở Y tế", "DECLINED")]
    assert codes(partner="Quỹ Áo ấm") == codes(partner="Sở Y tế") == []


def test_a_name_that_is_too_long_is_refused(write):
    with pytest.raises(MateNameTooLong):
        write(unit("Đoàn xã " * 30))


@pytest.fixture
def bring(portal, secretary, provinces, now):
    def make(*rows):
        table = pasted(("Tỉnh", "Tên mô hình", "Đơn vị cùng làm", "Đối tác", "Năm"), *rows)
        return brought(secretary, portal.ta_leng.pk, table, now, of="practices")

    return make


def test_columns_of_units_and_partners_come_in(portal, bring, secretary, today, now):
    units_cell = f"{name_of(portal.binh_lu, today)}; Tỉnh đoàn Cà Mau; Nhóm Áo Chàm"
    partners_cell = "Quỹ Áo ấm (Đối tác trong nước); Childfund Việt Nam"
    batch = bring(("Lâm Đồng", "Bản sạch", units_cell, partners_cell, "2018"))

    applied(secretary, batch, now)

    made = Practice.objects.get()
    by_unit, by_place, unknown = made.units_too
    assert (by_unit.unit_id, by_place.place_id is None) == (portal.binh_lu.pk, False)
    assert [mate.kind for mate in made.partners] == ["DOMESTIC", "INGO"]
    assert [(flag.kind, flag.about) for flag in PracticeFlag.objects.all()] == [
        ("UNKNOWN_UNIT", unknown.name)
    ]
    assert Partner.objects.count() == 2


def test_a_cell_that_names_several_provinces_is_found_in_each(bring, secretary, now):
    applied(secretary, bring(("Đắk Lắk, Đắk Nông", "Buôn sạch", "", "", "2018")), now)

    made = Practice.objects.get()
    second = made.units_too[0]
    assert (made.place.name, made.province_text) == ("Đắk Lắk", "Đắk Lắk, Đắk Nông")
    assert codes(place_ids=(second.place_id,)) == codes(place_ids=(made.place_id,)) == [made.code]
    assert not PracticeFlag.objects.exists()


def test_a_name_that_is_too_long_is_a_fault_of_its_line(bring):
    batch = bring(("Lâm Đồng", "Bản sạch", "Đoàn xã " * 30, "", "2018"))

    assert (batch.ready, batch.faulty) == (0, 1)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Phối hợp với Công ty Cổ phần Chè Than Uyên tặng 300 áo ấm", ["Công ty Cổ phần Chè Than Uyên"]),
        ("Được tài trợ của tổ chức Childfund để mở lớp", ["tổ chức Childfund"]),
        ("Liên kết với Hội Chữ thập đỏ tỉnh; vận động bà con góp công", ["Hội Chữ thập đỏ tỉnh"]),
        ("Phối hợp với các ban ngành, đoàn thể của xã", []),
        ("Đoàn viên phối hợp với Lan", []),
        ("Mua áo của QUỸ ÁO ẤM gửi lên bản", ["Quỹ Áo ấm"]),
    ],
)  # fmt: skip
def test_names_are_suggested_from_the_text(text, names):
    assert [mate.name for mate in partners_suggested([text], known=[FUND], told=[])] == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Childfund Việt Nam", "INGO"), ("Huyện đoàn Xiêng Khoảng, Lào", "FOREIGN"), ("Sở Y tế", "DOMESTIC")],
)  # fmt: skip
def test_a_name_suggests_its_kind(name, kind):
    assert suggest_kind(name) == kind


def test_a_person_confirms_or_declines_what_is_suggested(write, secretary, now):
    text = "Phối hợp với Sở Y tế tỉnh, phối hợp với Trường Nội trú Tam Đường, Quỹ Áo ấm gửi áo"
    write(FUND, title="Áo ấm")
    made = write(texts={F.CONTENT: text})
    suggested = [mate.name for mate in queries.suggested_partners(made)]

    actions.confirm_partner(
        by=secretary, practice_id=made.pk, name="Sở Y tế Lai Châu", kind=MateKind.DOMESTIC, now=now
    )
    for name in suggested[:2]:
        actions.confirm_partner(
            by=secretary, practice_id=made.pk, name=name, kind=MateKind.DECLINED, now=now
        )

    made.refresh_from_db()
    assert suggested == ["Quỹ Áo ấm", "Sở Y tế tỉnh", "Trường Nội trú Tam Đường"]
    assert [mate.name for mate in queries.suggested_partners(made)] == suggested[2:]
    assert codes(partner="Sở Y tế Lai Châu") == codes(text="lai chau so y te") == [made.code]
    assert [mate.name for mate in made.partners] == ["Sở Y tế Lai Châu"]


@pytest.mark.parametrize(
    ("who", "name", "refusal"),
    [("secretary", " ; ", MateNameMissing), ("neighbour", "Quỹ", Missing), ("superior", "Quỹ", NotAllowed)],
)  # fmt: skip
def test_a_name_is_needed_and_only_who_keeps_the_model_may_say_it(
    write, request, who, name, refusal, now
):
    made = write()

    with pytest.raises(refusal):
        actions.confirm_partner(
            by=request.getfixturevalue(who),
            practice_id=made.pk,
            name=name,
            kind=MateKind.INGO,
            now=now,
        )
