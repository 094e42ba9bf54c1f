"""A list of officers becomes invitations: every line read or left out with its reason, links made at once."""

from datetime import date, timedelta

import pytest

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import Invitation
from aoxanh.access.rules.officers import usual_role
from aoxanh.access.types import InvitationGiven
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.work import actions as work
from aoxanh.work.errors import ListKindUnknown
from aoxanh.work.models import BatchRow
from aoxanh.work.types import RowState
from tests.access.organisation import refused
from tests.work.lists import applied, brought, pasted


HEAD = ("STT", "Họ và tên", "SĐT", "Đơn vị")


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
def bring(org, admin, now):
    """A list with headings, checked; ``fills`` are what is said for all lines."""

    def make(*rows, head=HEAD, by=admin, unit=org.province, **fills):
        table = pasted(*([head] if head else []), *rows)
        return brought(by, unit.pk, table, now, of="invitees", fills=fills)

    return make


def said(batch):
    rows = BatchRow.objects.filter(batch=batch).exclude(state=RowState.NOTE).order_by("line")
    return [sentence for row in rows for _column, sentence, _is_fault in row.findings]


def test_a_list_becomes_invitations_without_links(org, admin, bring, now):
    batch = applied(
        admin,
        bring(
            ("1", "A Pháo", "0912111221", "Đoàn Tả Lèng"),
            ("2", "B Pháo", "b@laichau.vn", "binh lu"),
            ("3", "C Pháo", "0912111223", "bản Pho"),
        ),
        now,
    )

    made = Invitation.objects.order_by("pk").values_list(
        "unit_id", "role", "phone", "email", "has_link"
    )
    assert batch.applied == 3
    assert list(made) == [
        (org.ta_leng.pk, "COMMUNE_OFFICER", "+84912111221", "", False),
        (org.binh_lu.pk, "COMMUNE_OFFICER", "", "b@laichau.vn", False),
        (org.branch.pk, "BRANCH_OFFICER", "+84912111223", "", False),
    ]
    assert not queries.has_invited(org.province.pk, actor=admin)


def test_the_preview_says_the_role_and_the_unit_of_each(bring):
    batch = bring(("1", "C Pháo", "0912111223", "bản Pho"))

    assert said(batch) == ["Cán bộ chi đoàn, chi hội, Đoàn Chi đoàn bản Pho"]


def test_a_list_without_headings_is_told_by_its_cells(bring):
    batch = bring(("1", "A Pháo", "0912111221", "Tả Lèng"), head=None)

    assert batch.mapping == ["", "full_name", "contact", "unit"]
    assert batch.ready == 1


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("1", "", "0912111221", "Tả Lèng"), "Thiếu họ và tên"),
        (("1", "Lò Văn 5", "0912111221", "Tả Lèng"), "Hãy nhập họ và tên"),
        (("1", "Lò Văn Ơn", "09121", "Tả Lèng"), "chưa phải số điện thoại"),
        (("1", "Lò Văn Ơn", "0912111221", "Mường Tè"), "Mường Tè"),
        (("1", "Lò Văn Ơn", "0912111221", "Đoàn"), "Đoàn"),
        (("1", "Lò Văn Ơn", "0912111221", ""), "Thiếu đơn vị"),
        (("1", "Lò Văn Ơn", "0912111221", "12"), "Không đọc được"),
    ],
)
def test_a_line_that_cannot_be_says_why_at_its_column(bring, row, fault):
    batch = bring(row)

    assert (batch.ready, batch.faulty) == (0, 1)
    assert fault in " ".join(said(batch))


def test_a_term_that_is_over_is_refused_for_every_line(bring):
    batch = bring(("1", "Lò Văn Ơn", "0912111221", "Tả Lèng"), until="01/01/2020")

    assert said(batch) == [errors.RoleEndBeforeStart.sentence]


def test_a_term_is_its_last_day(admin, bring, now):
    applied(admin, bring(("1", "Lò Văn Ơn", "0912111221", "Tả Lèng"), until="31/12/2027"), now)

    assert Invitation.objects.get().role_until == date(2028, 1, 1)


def test_a_repeated_line_is_refused(bring):
    batch = bring(
        ("1", "Lò Văn Ơn", "0912111221", "Tả Lèng"), ("2", "Lò Văn Ơn", "0912 111 221", "Tả Lèng")
    )

    assert (batch.ready, batch.faulty) == (1, 1)


def test_one_person_under_two_names_of_a_unit_is_refused_too(bring):
    batch = bring(
        ("1", "Lò Văn Ơn", "0912111221", "Tả Lèng"),
        ("2", "Lò Văn Ơn", "0912111221", "Đoàn Tả Lèng"),
    )

    assert "Đã có trong danh sách này." in said(batch)


def test_who_is_invited_or_works_there_already_is_left_out_by_name(org, bring, admin, system, now):
    account = org.account("Giàng A Pháo", contact="0987654321")
    actions.grant(
        by=system, account_id=account.pk, role="COMMUNE_OFFICER", unit_id=org.ta_leng.pk, now=now
    )
    actions.invite(
        by=admin, unit_id=org.binh_lu.pk, role="COMMUNE_OFFICER", contact="0987654322",
        full_name="Vàng A Tủa", now=now,
    )  # fmt: skip

    batch = bring(
        ("1", "A", "0987654321", "Tả Lèng"),
        ("2", "B", "0987654322", "Bình Lư"),
        ("3", "C", "0987654321", "Bình Lư"),
    )

    assert said(batch)[:2] == ["Đang giữ vai trò này.", "Đã có lời mời đang chờ."]
    assert (batch.ready, batch.faulty) == (1, 2)


def test_a_commune_gives_no_role_above_its_own(org, bring, secretary):
    head = (*HEAD, "Vai trò")

    batch = bring(
        ("1", "A", "0987654321", "Tả Lèng", "Cán bộ thường trực cấp tỉnh"),
        head=head, by=secretary, unit=org.ta_leng,
    )  # fmt: skip

    assert "không được giao vai trò" in said(batch)[0]


def test_no_list_is_taken_from_those_who_may_not_invite(org, bring):
    leader = org.officer("BRANCH_OFFICER", org.branch)

    with refused(ListKindUnknown):
        bring(("1", "A", "0987654321", "bản Pho"), by=leader, unit=org.branch)
    assert queries.invitable([], unit_id=org.branch.pk, actor=leader) == []


def test_taking_a_list_back_ends_its_invitations_and_keeps_who_has_come(org, admin, bring, now):
    batch = applied(
        admin,
        bring(("1", "A", "0987654321", "Tả Lèng"), ("2", "B", "0987654322", "Tả Lèng")),
        now,
    )
    waiting = list(Invitation.objects.order_by("pk").values_list("pk", flat=True))
    issued = actions.renew_invitations(
        by=admin, unit_id=org.province.pk, invitation_ids=waiting, now=now
    )
    account = org.account("A", contact="0987654321")
    actions.accept(
        by=queries.actor_of(account, day=org.day), token=issued[0][1], password="", now=now
    )

    undone = work.undo(by=admin, batch_id=batch.pk, now=now)

    assert undone.kept == 1
    kept = BatchRow.objects.get(batch=batch, state=RowState.KEPT)
    assert "đã nhận lời mời" in str(kept.findings)
    with refused(errors.InvitationWithdrawn):
        queries.invited(issued[1][1], now=now)
    assert Entry.objects.filter(event="access.InvitationsTakenBack").count() == 1


def test_checking_a_list_costs_the_same_for_one_line_and_for_many(bring, statements):
    with statements() as one:
        bring(("1", "A", "0987654321", "Tả Lèng"))
    with statements() as many:
        bring(*[(str(n), f"A {chr(65 + n)}", f"09876543{n:02d}", "bản Pho") for n in range(20)])

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


def test_a_list_of_nobody_invites_nobody(invite_many):
    before = Entry.objects.count()

    assert invite_many(0) == []
    assert Entry.objects.count() == before


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


def test_who_does_not_hand_on_a_role_neither_sees_nor_renews_what_offers_it(
    org, invite_many, admin, now, secretary
):
    wide = invite_many(1, role="INSPECTOR")
    ids = [invitation.pk for invitation, _ in wide]

    renewed = actions.renew_invitations(
        by=secretary, unit_id=org.ta_leng.pk, invitation_ids=ids, now=now
    )

    assert renewed == []
    assert queries.invited(wide[0][1], now=now).pk == ids[0], "the link of others stays good"
    assert queries.open_invitations(org.ta_leng.pk, actor=secretary).count() == 1
    assert queries.renewable_invitations(org.ta_leng.pk, actor=secretary).count() == 0
    assert queries.renewable_invitations(org.ta_leng.pk, actor=admin).count() == 1


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
