"""The role matrix (IAM-02): reading usually reaches the subtree, writing one's own unit."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from aoxanh.access.types import Role, RoleCode
from aoxanh.kernel.permissions import Permission, Reach


P = Permission
R = RoleCode


def _at(reach: Reach, *permissions: Permission) -> dict[Permission, Reach]:
    return dict.fromkeys(permissions, reach)


_WORKS = (
    P.ACTIVITY_CHECK,
    P.ACTIVITY_EDIT,
    P.ACTIVITY_PUBLISH,
    P.CHECKIN_RUN,
    P.DECLARATION_EDIT,
    P.HOURS_RECORD,
    P.LIST_IMPORT,
    P.NOMINATION_SEND,
    P.PLAN_REPORT,
    P.PRACTICE_EDIT,
    P.SIGNUP_DECIDE,
)
"""Running activities, and bringing in their lists."""

_KEEPS = (
    P.CERTIFICATE_ISSUE,
    P.CERTIFICATE_REVOKE,
    P.HOST_ANSWER,
    P.OBSTACLE_ANSWER,
    P.PAPER_ISSUE,
    P.PERSON_EDIT,
    P.PLAN_DECIDE,
)
"""Answering for a unit with a seal and a membership."""

_READS = (
    P.ACTIVITY_VIEW,
    P.CERTIFICATE_VIEW,
    P.FILE_VIEW,
    P.INDICATOR_VIEW,
    P.JOB_VIEW,
    P.NOTICE_VIEW,
    P.PAPER_VIEW,
    P.PERSON_VIEW,
    P.PLAN_VIEW,
    P.PRACTICE_VIEW,
    P.SIGNUP_VIEW,
    P.UNIT_VIEW,
)
_OVERSEES = (P.ACCOUNT_INVITE, P.AUDIT_VIEW, P.DECLARATION_REVIEW, P.HOURS_CONFIRM)
_MONITORS = (P.ACTIVITY_VIEW, P.INDICATOR_VIEW, P.PLAN_VIEW, P.PRACTICE_VIEW, P.UNIT_VIEW)
_ANSWERS = (P.PLAN_REPORT,)
"""What a body that is no union says of its own part of a plan."""


_LEADER = _at(Reach.OWN, *_WORKS, *_READS)
_BRANCH = _at(Reach.OWN, *_WORKS, *_READS, P.HOST_ANSWER, P.PERSON_EDIT)
_SUPERIOR = {
    **_at(Reach.OWN, *_WORKS, *_KEEPS, P.INSPECTION_RUN),
    **_at(Reach.SUBTREE, *_READS, *_OVERSEES),
    **_at(Reach.CHILDREN, P.UNIT_EDIT),
}
_GRASSROOTS = frozenset({R.BRANCH_OFFICER, R.CLUB_LEADER})
_COMMUNE = _GRASSROOTS | {R.COMMUNE_OFFICER, R.LOCAL_AUTHORITY}
_DISTRICT = _COMMUNE | {R.DISTRICT_OFFICER, R.SCHOOL_OFFICER}
_PROVINCE = _DISTRICT | {
    R.FINANCE_OFFICER,
    R.INSPECTOR,
    R.JUDGE,
    R.PARTNER_AGENCY,
    R.PROVINCE_BOARD,
    R.PROVINCE_OFFICER,
}
_EVERYBODY = frozenset(R) - {R.VOLUNTEER}

_DEFINED = (
    Role(
        code=R.VOLUNTEER,
        description=_("Đăng ký tham gia hoạt động, xem giờ và giấy chứng nhận của mình."),
        allows={},
    ),
    Role(
        code=R.CLUB_LEADER,
        description=_("Mở và điều hành hoạt động của câu lạc bộ, đội, nhóm mình."),
        allows=_LEADER,
    ),
    Role(
        code=R.BRANCH_OFFICER,
        description=_(
            "Điều hành hoạt động và danh sách đoàn viên, hội viên của chi đoàn, chi hội."
        ),
        allows=_BRANCH,
    ),
    Role(
        code=R.COMMUNE_OFFICER,
        description=_("Làm việc ở cấp xã, xem và xác nhận cho các đơn vị trực thuộc."),
        allows=_SUPERIOR,
        appoints=_COMMUNE,
    ),
    Role(
        code=R.DISTRICT_OFFICER,
        description=_("Làm việc ở cấp huyện hoặc Đoàn trực thuộc, xem các đơn vị bên dưới."),
        allows=_SUPERIOR,
        appoints=_DISTRICT,
        second_factor=True,
    ),
    Role(
        code=R.SCHOOL_OFFICER,
        description=_("Làm việc ở Đoàn trường, Hội Sinh viên, xem các chi đoàn, chi hội."),
        allows=_SUPERIOR,
        appoints=_GRASSROOTS | {R.SCHOOL_OFFICER},
    ),
    Role(
        code=R.PROVINCE_OFFICER,
        description=_("Làm việc ở cấp tỉnh, xem toàn tỉnh, giao vai trò cho các đơn vị."),
        allows=_SUPERIOR,
        appoints=_PROVINCE,
        second_factor=True,
    ),
    Role(
        code=R.PROVINCE_BOARD,
        description=_("Xem toàn tỉnh để theo dõi, hướng dẫn; làm việc với hoạt động của ban mình."),
        allows={
            **_at(Reach.OWN, *_WORKS, P.INSPECTION_RUN),
            **_at(Reach.SUBTREE, *_READS),
        },
        second_factor=True,
    ),
    Role(
        code=R.PARTNER_AGENCY,
        description=_("Xem hoạt động và số liệu để phối hợp, không xem dữ liệu cá nhân."),
        allows={**_at(Reach.OWN, *_ANSWERS, P.OBSTACLE_ANSWER), **_at(Reach.SUBTREE, *_MONITORS)},
    ),
    Role(
        code=R.LOCAL_AUTHORITY,
        description=_("Trả lời đề nghị tiếp nhận hoạt động và xác nhận kết quả tại địa phương."),
        allows=_at(Reach.OWN, *_MONITORS, *_ANSWERS, P.HOST_ANSWER, P.OBSTACLE_ANSWER),
    ),
    Role(
        code=R.INSPECTOR,
        description=_("Xem hồ sơ hoạt động, minh chứng và số liệu để kiểm tra, giám sát."),
        allows={
            **_at(Reach.OWN, P.INSPECTION_RUN),
            **_at(
                Reach.SUBTREE,
                *_MONITORS,
                P.CERTIFICATE_VIEW,
                P.FILE_VIEW,
                P.PAPER_VIEW,
                P.SIGNUP_VIEW,
            ),
        },
        second_factor=True,
    ),
    Role(
        code=R.JUDGE,
        description=_("Chấm các cuộc thi, giải thưởng được phân công."),
        allows=_at(Reach.OWN, P.UNIT_VIEW),
    ),
    Role(
        code=R.FINANCE_OFFICER,
        description=_("Xem hoạt động và kết quả quy ra tiền để theo dõi kinh phí."),
        allows={
            **_at(Reach.OWN, *_ANSWERS),
            **_at(Reach.SUBTREE, *_MONITORS, P.FILE_VIEW),
        },
    ),
    Role(
        code=R.AUDIT_READER,
        description=_("Chỉ đọc nhật ký thay đổi của đơn vị và các đơn vị trực thuộc."),
        allows=_at(Reach.SUBTREE, P.AUDIT_VIEW, P.UNIT_VIEW),
        second_factor=True,
    ),
    Role(
        code=R.ADMIN,
        description=_("Giao vai trò, quản lý cây đơn vị, theo dõi việc nền và tin đã gửi."),
        allows=_at(
            Reach.SUBTREE,
            P.ACCOUNT_INVITE,
            P.AUDIT_VIEW,
            P.JOB_VIEW,
            P.LIST_IMPORT,
            P.NOTICE_VIEW,
            P.UNIT_EDIT,
            P.UNIT_VIEW,
        ),
        appoints=_EVERYBODY,
        second_factor=True,
    ),
)


def _by_code(roles: Iterable[Role]) -> Mapping[str, Role]:
    return {role.code.value: role for role in roles}


ROLES: Mapping[str, Role] = _by_code(_DEFINED)
"""Every role by its code."""
