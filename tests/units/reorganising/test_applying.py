"""A reorganisation applied as one piece: roles follow their units, the keeper acts, until its day it is taken back."""

from datetime import date, timedelta

from aoxanh.access import actions as access
from aoxanh.kernel.reorganising import Weight
from aoxanh.units import actions, errors, queries
from aoxanh.units.models import Change, Reorganisation
from aoxanh.units.types import LineGiven, OfficersGo, Verb
from tests.access.organisation import refused
from tests.units.reorganising.decisions import DECISION, ON, everything, grants, merge, said


def test_roles_end_on_the_day_and_their_holders_go_on_at_the_heir(org, draft, applied):
    org.officer("COMMUNE_OFFICER", org.binh_lu)

    applied(draft(merge(org.binh_lu, org.ta_leng)))

    eve = ON - timedelta(days=1)
    assert grants(org.binh_lu, eve) == [("Giàng A Pháo", "COMMUNE_OFFICER")]
    assert grants(org.ta_leng, eve) == []
    assert grants(org.binh_lu) == []
    assert grants(org.ta_leng) == [("Giàng A Pháo", "COMMUNE_OFFICER")]


def test_only_those_named_in_the_decision_go_along_and_the_rest_is_told(org, draft, tried, applied):
    stays = org.officer("COMMUNE_OFFICER", org.binh_lu, account=org.account("Lò Thị Mai"))
    org.officer("COMMUNE_OFFICER", org.binh_lu, account=org.account("Vàng A Sính"))
    line = merge(org.binh_lu, org.ta_leng, officers=OfficersGo.NAMED, named=(stays.account_id,))
    made = draft(line)

    report = tried(made)
    applied(made)

    role = "Cán bộ Đoàn, Hội cấp xã"
    assert said(report, "roles", Weight.WARNS) == [(1, [f"Vàng A Sính, {role}"])]
    assert grants(org.ta_leng) == [("Lò Thị Mai", "COMMUNE_OFFICER")]


def test_an_officer_of_a_district_becomes_one_of_the_commune_that_keeps_its_books(
    org, draft, applied
):
    district = org.found("Tam Đường", parent=org.province, kind="huyen_doan")
    org.officer("DISTRICT_OFFICER", district)
    heirs = (org.ta_leng.pk, org.binh_lu.pk)

    applied(
        draft(
            LineGiven(
                unit_id=district.pk, verb=Verb.SPLIT, heir_ids=heirs, keeper_id=org.binh_lu.pk
            )
        )
    )

    assert grants(org.binh_lu) == [("Giàng A Pháo", "COMMUNE_OFFICER")]


def test_the_keeper_writes_for_the_ended_unit_from_the_day_on(org, draft, applied):
    district = org.found("Tam Đường", parent=org.province, kind="huyen_doan")
    heirs = (org.ta_leng.pk, org.binh_lu.pk)
    applied(
        draft(
            LineGiven(
                unit_id=district.pk, verb=Verb.SPLIT, heir_ids=heirs, keeper_id=org.binh_lu.pk
            )
        )
    )

    assert queries.keeper(unit_id=district.pk, day=ON) == org.binh_lu.pk
    assert queries.keeper(unit_id=district.pk, day=ON - timedelta(days=1)) == district.pk


def test_all_is_as_before_when_it_is_taken_back(org, draft, applied, admin, system, now):
    org.officer("COMMUNE_OFFICER", org.binh_lu)
    access.invite(
        by=system, unit_id=org.binh_lu.pk, role="COMMUNE_OFFICER", contact="0912999999",
        full_name="Tẩn Thị Mẩy", now=now,
    )  # fmt: skip
    move = LineGiven(unit_id=org.branch.pk, verb=Verb.MOVE, heir_ids=(org.province.pk,))
    made = draft(merge(org.binh_lu, org.ta_leng), move)
    before = everything()
    applied(made)
    assert everything() != before

    actions.take_back_reorganisation(by=admin, reorganisation_id=made.pk, now=now)

    assert everything() == before
    assert Reorganisation.objects.get().state == "TAKEN_BACK"


def test_open_invitations_lapse_with_the_unit(org, draft, applied, system, now):
    invitation, _token = access.invite(
        by=system, unit_id=org.binh_lu.pk, role="COMMUNE_OFFICER", contact="0912999999",
        full_name="Tẩn Thị Mẩy", now=now,
    )  # fmt: skip

    applied(draft(merge(org.binh_lu, org.ta_leng)))

    invitation.refresh_from_db()
    assert invitation.role_until == ON


def test_nothing_is_taken_back_once_its_day_has_come(org, draft, applied, system, now):
    made = draft(merge(org.binh_lu, org.ta_leng), on=date(2026, 11, 1), by=system)
    applied(made, by=system)

    with refused(errors.CannotTakeBack):
        actions.take_back_reorganisation(by=system, reorganisation_id=made.pk, now=now)


def test_one_change_of_a_whole_is_not_taken_back_alone(org, draft, applied, admin, now):
    applied(draft(merge(org.binh_lu, org.ta_leng)))
    change = Change.objects.get(verb="MERGE")

    with refused(errors.PartOfReorganisation):
        actions.take_back(by=admin, change_id=change.pk, now=now)


def test_what_is_applied_is_changed_no_more(org, draft, applied, admin, now):
    made = draft(merge(org.binh_lu, org.ta_leng))
    applied(made)

    with refused(errors.ReorganisationDone):
        actions.drop_reorganisation(by=admin, reorganisation_id=made.pk, now=now)
    with refused(errors.ReorganisationDone):
        applied(made)


def test_units_merge_into_one_that_is_founded_on_the_day(org, draft, tried, applied, admin, now):
    org.officer("PROVINCE_OFFICER", org.province)
    heir = actions.found(
        by=admin, kind_code="doan_xa", name="Đoàn xã Mới", short_name="Mới",
        parent_id=org.province.pk, place_id=None, on=ON, decision=DECISION, now=now,
    )  # fmt: skip
    org.officer("COMMUNE_OFFICER", org.binh_lu)
    made = draft(merge(org.binh_lu, heir), merge(org.ta_leng, heir))

    assert tried(made).may_apply
    applied(made)

    assert queries.heirs(unit_id=org.ta_leng.pk, day=ON) == [heir.pk]
    assert Change.objects.filter(verb="MERGE").count() == 1
    assert grants(heir) == [("Giàng A Pháo", "COMMUNE_OFFICER")]


def test_a_unit_without_heirs_leaves_everything_to_its_parent(org, draft, applied):
    applied(draft(LineGiven(unit_id=org.ta_leng.pk, verb=Verb.CLOSE)))

    assert queries.keeper(unit_id=org.ta_leng.pk, day=ON) == org.province.pk
    assert queries.parents(unit_ids={org.branch.pk}, day=ON) == {org.branch.pk: org.province.pk}


def test_a_reorganisation_stands_before_those_it_is_about_until_its_day(org, draft, applied, admin):
    made = draft(merge(org.binh_lu, org.ta_leng), on=org.day + timedelta(days=20))
    officer = org.officer("COMMUNE_OFFICER", org.ta_leng)
    assert queries.coming(unit_id=org.ta_leng.pk, actor=officer) == []
    assert [each.state for each in queries.coming(unit_id=org.province.pk, actor=admin)] == [
        "DRAFT"
    ]

    applied(made)

    told = queries.coming(unit_id=org.ta_leng.pk, actor=officer)
    assert [(each.state, each.lines) for each in told] == [("APPLIED", 1)]


def test_who_may_merge_units_may_take_it_back_with_all_below_them(org, draft, applied, now):
    officer = org.officer("PROVINCE_OFFICER", org.province)
    made = draft(merge(org.ta_leng, org.binh_lu), by=officer)
    before = everything()
    applied(made, by=officer)

    actions.take_back_reorganisation(by=officer, reorganisation_id=made.pk, now=now)

    assert everything() == before
