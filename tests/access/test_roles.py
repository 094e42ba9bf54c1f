"""The role matrix: what each role may do, how far, and which roles it hands on."""

import pytest

from aoxanh.access import queries
from aoxanh.access.rules import ROLES, needs_second_factor
from aoxanh.access.types import RoleCode
from aoxanh.kernel.permissions import Permission, Reach


OWN, CHILDREN, SUBTREE = Reach.OWN, Reach.CHILDREN, Reach.SUBTREE
WORK = {
    "ACTIVITY_CHECK", "ACTIVITY_EDIT", "ACTIVITY_PUBLISH", "CHECKIN_RUN", "DECLARATION_EDIT",
    "HOURS_RECORD", "LIST_IMPORT", "NOMINATION_SEND", "PLAN_REPORT", "PRACTICE_EDIT", "SIGNUP_DECIDE",
}  # fmt: skip
READ = {
    "ACTIVITY_VIEW", "CERTIFICATE_VIEW", "FILE_VIEW", "INDICATOR_VIEW", "JOB_VIEW", "NOTICE_VIEW",
    "PAPER_VIEW", "PERSON_VIEW", "PLAN_VIEW", "PRACTICE_VIEW", "SIGNUP_VIEW", "UNIT_VIEW",
}  # fmt: skip
SEAL = {
    "CERTIFICATE_ISSUE",
    "CERTIFICATE_REVOKE",
    "HOST_ANSWER",
    "OBSTACLE_ANSWER",
    "PAPER_ISSUE",
    "PERSON_EDIT",
    "PLAN_DECIDE",
}
OVERSEE = {"ACCOUNT_INVITE", "AUDIT_VIEW", "DECLARATION_REVIEW", "HOURS_CONFIRM"}
INSPECT = {"INSPECTION_RUN"}
MONITOR = {"ACTIVITY_VIEW", "INDICATOR_VIEW", "PLAN_VIEW", "PRACTICE_VIEW", "UNIT_VIEW"}
ANSWER = {"PLAN_REPORT"}


def at(reach, *names):
    return dict.fromkeys((name for group in names for name in group), reach)


SUPERIOR = {**at(OWN, WORK, SEAL, INSPECT), **at(SUBTREE, READ, OVERSEE), "UNIT_EDIT": CHILDREN}
MATRIX = {
    "VOLUNTEER": {},
    "CLUB_LEADER": at(OWN, WORK, READ),
    "BRANCH_OFFICER": at(OWN, WORK, READ, {"HOST_ANSWER", "PERSON_EDIT"}),
    "COMMUNE_OFFICER": SUPERIOR,
    "DISTRICT_OFFICER": SUPERIOR,
    "SCHOOL_OFFICER": SUPERIOR,
    "PROVINCE_OFFICER": SUPERIOR,
    "PROVINCE_BOARD": {**at(OWN, WORK, INSPECT), **at(SUBTREE, READ)},
    "PARTNER_AGENCY": {**at(OWN, ANSWER, {"OBSTACLE_ANSWER"}), **at(SUBTREE, MONITOR)},
    "LOCAL_AUTHORITY": at(OWN, MONITOR, ANSWER, {"HOST_ANSWER", "OBSTACLE_ANSWER"}),
    "INSPECTOR": {
        **at(OWN, INSPECT),
        **at(SUBTREE, MONITOR, {"CERTIFICATE_VIEW", "FILE_VIEW", "PAPER_VIEW", "SIGNUP_VIEW"}),
    },
    "JUDGE": at(OWN, {"UNIT_VIEW"}),
    "FINANCE_OFFICER": {**at(OWN, ANSWER), **at(SUBTREE, MONITOR, {"FILE_VIEW"})},
    "AUDIT_READER": at(SUBTREE, {"AUDIT_VIEW", "UNIT_VIEW"}),
    "ADMIN": at(
        SUBTREE,
        {
            "ACCOUNT_INVITE",
            "AUDIT_VIEW",
            "JOB_VIEW",
            "LIST_IMPORT",
            "NOTICE_VIEW",
            "UNIT_EDIT",
            "UNIT_VIEW",
        },
    ),
}
"""Kept by hand: a change of a role is written twice."""

WIDE = {
    "DISTRICT_OFFICER",
    "PROVINCE_OFFICER",
    "PROVINCE_BOARD",
    "INSPECTOR",
    "AUDIT_READER",
    "ADMIN",
}
ROWS = (Reach.OWN, Reach.CHILDREN, Reach.SUBTREE)


@pytest.mark.parametrize("code", RoleCode.values)
def test_a_role_can_do_exactly_what_the_matrix_lists(code):
    allowed = {permission.value: reach for permission, reach in ROLES[code].allows.items()}

    assert allowed == MATRIX[code]


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.code)
def test_no_role_but_the_admins_hands_on_more_than_it_has(role):
    if role.code == RoleCode.ADMIN:
        return
    for appointed in role.appoints:
        for permission, reach in ROLES[appointed].allows.items():
            own = role.allows.get(permission)
            assert own is not None, (role.code, appointed, permission)
            assert ROWS.index(own) >= ROWS.index(reach), (role.code, appointed, permission)


def test_every_role_but_the_volunteer_can_be_handed_on_by_an_admin():
    assert ROLES["ADMIN"].appoints == set(RoleCode) - {RoleCode.VOLUNTEER}


def test_only_the_admin_hands_on_reading_the_trail():
    assert [r.code for r in ROLES.values() if RoleCode.AUDIT_READER in r.appoints] == ["ADMIN"]


def test_every_permission_belongs_to_some_role():
    held = {permission for role in ROLES.values() for permission in role.allows}

    assert held == set(Permission)


@pytest.mark.parametrize("code", RoleCode.values)
def test_wide_roles_need_a_second_factor(code):
    assert needs_second_factor([code], "WIDE") is (code in WIDE)
    assert needs_second_factor([code], "ALL")
    assert not needs_second_factor([code], "OPTIONAL")


def test_who_holds_no_role_needs_no_second_factor():
    assert not needs_second_factor([], "ALL")


def test_roles_are_known_by_code_and_name():
    assert queries.role("COMMUNE_OFFICER").name == "Cán bộ Đoàn, Hội cấp xã"
    assert len(queries.roles()) == len(RoleCode)
    assert all(str(role.description) for role in queries.roles())
