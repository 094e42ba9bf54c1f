"""A pasted list becomes invitations: every line read or refused with its reason, all links made at once."""

from datetime import date, timedelta

import pytest

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import Invitation
from aoxanh.access.rules.lines import read_officers
from aoxanh.access.rules.officers import usual_role
from aoxanh.access.types import InvitationGiven
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from tests.access.organisation import refused


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Giàng A Pháo\t0912 111 222\tĐoàn xã Tả Lèng", ("Giàng A Pháo", "0912 111 222", "Đoàn xã Tả Lèng", "")),
        ("3;Vàng Thị Dợ;dợ@x;dot@laichau.vn;Bình Lư", ("Vàng Thị Dợ", "dot@laichau.vn", "dợ@x", "Bình Lư")),
        ("12. Lò Văn Ơn 0912111223 Chi đoàn bản Pho", ("Lò Văn Ơn", "0912111223", "Chi đoàn bản Pho", "")),
        ("Lò Văn Ơn, 0912111223", ("Lò Văn Ơn", "0912111223", "", "")),
        ("0912111223, Lò Văn Ơn, Tả Lèng, Người kiểm tra", ("Lò Văn Ơn", "0912111223", "Tả Lèng", "Người kiểm tra")),
        ("Lò Văn Ơn\tkhông có\tTả Lèng", ("Lò Văn Ơn", "", "không có", "Tả Lèng")),
    ],
)  # fmt: skip
def test_cells_are_told_apart_by_what_they_hold(line, read):
    (found,) = read_officers(line)

    assert (found.full_name, found.contact, found.unit, found.role) == read


def test_headings_and_empty_lines_are_left_out_and_lines_keep_their_number():
    read = read_officers("STT\tHọ và tên\tĐiện thoại\n\n1\tLò Văn Ơn\t0912111223\n")

    assert [(each.line, each.full_name) for each in read] == [(3, "Lò Văn Ơn")]


@pytest.mark.parametrize(
    ("family", "level", "role"),
    [
        ("DOAN", "COMMUNE", "COMMUNE_OFFICER"),
        ("DOAN", "GRASSROOTS", "SCHOOL_OFFICER"),
        ("HOI_LHTN", "BRANCH", "BRANCH_OFFICER"),
        ("GROUP", "GRASSROOTS", "CLUB_LEADER"),
        ("STATE", "PROVINCE", "PARTNER_AGENCY"),
        ("DOAN", "CENTRAL", "PROVINCE_OFFICER"),
    ],
)
def test_the_role_follows_the_unit(family, level, role):
    assert usual_role(family=family, level=level) == role


@pytest.fixture
def rows(org, admin):
    def read(text, unit=org.province, actor=admin):
        return queries.officer_rows(text, unit_id=unit.pk, actor=actor)

    return read


def test_units_are_found_by_name_short_name_or_a_part_of_it(org, rows):
    read = rows(
        "A Pháo\t0912111221\tĐoàn Tả Lèng\nB Pháo\t0912111222\tbinh lu\n"
        "C Pháo\t0912111223\tbản Pho\nD Pháo\t0912111224"
    )

    assert [row.unit_id for row in read] == [
        org.ta_leng.pk, org.binh_lu.pk, org.branch.pk, org.province.pk,
    ]  # fmt: skip
    assert [row.role for row in read] == [
        "COMMUNE_OFFICER", "COMMUNE_OFFICER", "BRANCH_OFFICER", "PROVINCE_OFFICER",
    ]  # fmt: skip
    assert [row.fault for row in read] == [""] * 4


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("\t0912111221\tTả Lèng", "Thiếu họ tên"),
        ("0912111221", "Thiếu họ tên"),
        ("Lò Văn Ơn\t09121\tTả Lèng", "Thiếu số điện thoại"),
        ("Lò Văn Ơn\t0912111221\tMường Tè", "Không thấy đúng một đơn vị tên “Mường Tè”"),
        ("Lò Văn Ơn\t0912111221\tĐoàn", "Không thấy đúng một đơn vị"),
    ],
)
def test_a_line_that_cannot_be_says_why(rows, text, fault):
    (read,) = rows(text)

    assert fault in read.fault


def test_a_repeated_line_names_the_first(rows):
    read = rows("Lò Văn Ơn\t0912111221\tTả Lèng\nLò Văn Ơn\t0912 111 221\tTả Lèng")

    assert [row.fault for row in read] == ["", "Trùng với dòng 1."]


def test_who_is_invited_or_works_there_already_is_named(org, rows, admin, system, now):
    account = org.account("Giàng A Pháo", contact="0987654321")
    actions.grant(
        by=system, account_id=account.pk, role="COMMUNE_OFFICER", unit_id=org.ta_leng.pk, now=now
    )
    actions.invite(
        by=admin, unit_id=org.binh_lu.pk, role="COMMUNE_OFFICER", contact="0987654322",
        full_name="Vàng A Tủa", now=now,
    )  # fmt: skip

    read = rows("A\t0987654321\tTả Lèng\nB\t0987654322\tBình Lư\nC\t0987654321\tBình Lư")

    assert [row.fault for row in read] == ["Đang giữ vai trò này.", "Đã có lời mời đang chờ.", ""]


def test_a_commune_gives_no_role_above_its_own(org, rows, secretary):
    (read,) = rows("A\t0987654321\tTả Lèng\tCán bộ thường trực cấp tỉnh", org.ta_leng, secretary)

    assert "không được giao vai trò" in read.fault


def test_nothing_is_read_for_those_who_may_not_invite(org, rows):
    assert rows("A\t0987654321", actor=Actor.guest(day=org.day)) == []


def test_reading_a_list_costs_the_same_for_one_line_and_for_many(org, rows, statements):
    with statements() as one:
        rows("A\t0987654321\tTả Lèng")
    with statements() as many:
        rows("\n".join(f"A {n}\t09876543{n:02d}\tbản Pho" for n in range(40)))

    assert one.count == many.count


@pytest.fixture
def invite_many(org, admin, now):
    def make(count=3, by=admin, role="COMMUNE_OFFICER", unit=org.province, **more):
        at = {"unit_id": org.ta_leng.pk, "role": role, **more}
        rows = [
            InvitationGiven(contact=f"09876543{n:02d}", full_name=f"Vàng A {n}", **at)
            for n in range(count)
        ]
        return actions.invite_many(by=by, unit_id=unit.pk, rows=rows, now=now)

    return make


def test_every_line_gets_a_link_of_its_own_in_one_entry(invite_many, now):
    issued = invite_many(role_until=date(2027, 12, 1))

    assert [queries.invited(token, now=now).full_name for _, token in issued] == [
        "Vàng A 0", "Vàng A 1", "Vàng A 2",
    ]  # fmt: skip
    assert Entry.objects.filter(event="access.InvitationsSent").count() == 1


def test_a_list_is_invited_whole_or_not_at_all(org, invite_many, secretary):
    with refused(errors.RoleTooWide):
        invite_many(by=secretary, unit=org.ta_leng, role="PROVINCE_OFFICER")
    with refused(errors.RoleEndBeforeStart):
        invite_many(role_until=org.day)
    with refused(errors.ProvisionalNeedsEnd):
        invite_many(is_provisional=True)
    with refused(NotAllowed):
        invite_many(by=Actor.guest(day=org.day))

    assert not Invitation.objects.exists()


def test_new_links_end_the_old_ones_and_reach_only_what_one_may_see(
    org, invite_many, admin, now, secretary
):
    issued = invite_many(2)
    later = now + timedelta(days=20)
    other = org.officer("COMMUNE_OFFICER", org.binh_lu)
    ids = [invitation.pk for invitation, _ in issued]

    renewed = actions.renew_invitations(
        by=admin, unit_id=org.province.pk, invitation_ids=ids, now=later
    )

    assert [queries.invited(token, now=later).pk for _, token in renewed] == ids
    with refused(errors.InvitationUnknown):
        queries.invited(issued[0][1], now=later)
    assert (
        actions.renew_invitations(by=other, unit_id=org.binh_lu.pk, invitation_ids=ids, now=later)
        == []
    )


def test_letters_are_printed_only_for_open_links_one_may_see(org, invite_many, admin, now):
    issued = invite_many(2)
    tokens = [issued[1][1], "nobodys", issued[0][1]]
    other = org.officer("COMMUNE_OFFICER", org.binh_lu)

    found = queries.invitations_by_token(tokens, actor=admin, now=now)

    assert [token for _, token in found] == [issued[1][1], issued[0][1]]
    assert queries.invitations_by_token(tokens, actor=other, now=now) == []
    assert queries.invitations_by_token(tokens, actor=admin, now=now + timedelta(days=14)) == []


def test_waiting_invitations_of_all_units_below_are_listed(org, invite_many, admin, secretary):
    invite_many(2)

    assert queries.open_invitations(org.province.pk, actor=admin).count() == 2
    assert queries.open_invitations(org.ta_leng.pk, actor=secretary).count() == 2
    assert queries.open_invitations(org.binh_lu.pk, actor=secretary).count() == 0
    assert queries.has_invited(org.province.pk, actor=admin)
