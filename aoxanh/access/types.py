"""The words about accounts and roles that cross the context's border."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission, Reach


class RoleCode(TextChoices):
    """Every role there is (IAM-02). Visitors need no account; volunteers need no grant."""

    VOLUNTEER = "VOLUNTEER", _("Tình nguyện viên")
    CLUB_LEADER = "CLUB_LEADER", _("Chủ nhiệm câu lạc bộ, đội, nhóm")
    BRANCH_OFFICER = "BRANCH_OFFICER", _("Cán bộ chi đoàn, chi hội")
    COMMUNE_OFFICER = "COMMUNE_OFFICER", _("Cán bộ Đoàn, Hội cấp xã")
    DISTRICT_OFFICER = "DISTRICT_OFFICER", _("Cán bộ Đoàn, Hội cấp huyện")
    SCHOOL_OFFICER = "SCHOOL_OFFICER", _("Cán bộ Đoàn, Hội trường học")
    PROVINCE_OFFICER = "PROVINCE_OFFICER", _("Cán bộ thường trực cấp tỉnh")
    PROVINCE_BOARD = "PROVINCE_BOARD", _("Ban chuyên môn cấp tỉnh")
    PARTNER_AGENCY = "PARTNER_AGENCY", _("Cơ quan phối hợp")
    LOCAL_AUTHORITY = "LOCAL_AUTHORITY", _("Người xác nhận của chính quyền địa phương")
    INSPECTOR = "INSPECTOR", _("Người kiểm tra, giám sát")
    JUDGE = "JUDGE", _("Giám khảo")
    FINANCE_OFFICER = "FINANCE_OFFICER", _("Cán bộ tài chính")
    AUDIT_READER = "AUDIT_READER", _("Người đọc nhật ký")
    ADMIN = "ADMIN", _("Quản trị hệ thống")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What one role may do and how far, and which roles it may hand on."""

    code: RoleCode
    description: str | Promise
    allows: Mapping[Permission, Reach] = field(hash=False)
    appoints: frozenset[RoleCode] = frozenset()
    second_factor: bool = False
    """Whether its scope is wide enough that a password alone is too little."""

    @property
    def name(self) -> str:
        return str(self.code.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationGiven:
    """One invitation of a list: the contact as typed; ``role_until`` is the first day without the role."""

    unit_id: int
    role: str
    contact: str
    full_name: str
    role_until: date = FOREVER
    is_provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerGiven:
    """Somebody to be invited: the line or key of theirs, and a role when one was said."""

    line: int
    full_name: str
    contact: str
    unit_id: int
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRow:
    """Somebody with the role to offer: ``fault`` says why they are left out, "" when they can be invited."""

    line: int
    full_name: str
    contact: str
    unit_id: int
    unit_name: str
    role: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class InvitationsSent(Event):
    """Many invitations at once."""

    invitation_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InvitationsTakenBack(Event):
    """Invitations of a list, none of them taken up."""

    invitation_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InvitationsRenewed(Event):
    """New links for invitations still waiting."""

    invitation_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InvitationSent(Event):
    invitation_id: int
    role: str


@dataclass(frozen=True, slots=True)
class InvitationAccepted(Event):
    invitation_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class InvitationRevoked(Event):
    invitation_id: int


@dataclass(frozen=True, slots=True)
class RoleGranted(Event):
    grant_id: int
    account_id: int
    role: str


@dataclass(frozen=True, slots=True)
class RoleTermSet(Event):
    """A role ends with the term of a post: ``on`` is the first day without it."""

    grant_id: int
    account_id: int
    role: str
    on: date


@dataclass(frozen=True, slots=True)
class RolesReorganised(Event):
    """Roles ended and were given, and invitations lapsed, with the units of a reorganisation."""

    reorganisation_id: int
    ended: int
    given: int
    invitations: int


@dataclass(frozen=True, slots=True)
class RolesRestored(Event):
    """What a reorganisation did to roles and invitations was taken back."""

    reorganisation_id: int


@dataclass(frozen=True, slots=True)
class RoleEnded(Event):
    grant_id: int
    account_id: int
    role: str


@dataclass(frozen=True, slots=True)
class AccountRegistered(Event):
    account_id: int


@dataclass(frozen=True, slots=True)
class AccountClosed(Event):
    account_id: int


@dataclass(frozen=True, slots=True)
class ContactChanged(Event):
    account_id: int


class SignInMeans(TextChoices):
    """What an account proves itself with."""

    PASSWORD = "PASSWORD", _("mật khẩu")
    TOTP = "TOTP", _("mã xác thực")
    PASSKEY = "PASSKEY", _("khóa truy cập")
    RECOVERY_CODES = "RECOVERY_CODES", _("mã dự phòng")
    IDENTITY = "IDENTITY", _("tài khoản cơ quan")


class MeansChange(TextChoices):
    ADDED = "ADDED", _("thêm")
    RENEWED = "RENEWED", _("đổi")
    REMOVED = "REMOVED", _("bỏ")


@dataclass(frozen=True, slots=True)
class SignInMeansChanged(Event):
    account_id: int
    means: str
    change: str


@dataclass(frozen=True, slots=True)
class SessionsEnded(Event):
    account_id: int
    sessions: int


@dataclass(frozen=True, slots=True)
class Passkey:
    """A key on one of the asker's devices."""

    pk: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInState:
    """Everything the asker's account can prove itself with."""

    has_password: bool
    has_totp: bool
    passkeys: tuple[Passkey, ...]
    identity_id: int | None
    """The agency's account that was joined."""


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in which the asker is signed in."""

    pk: int
    browser: str
    system: str
    address: str
    since: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class KeyGiven(Event):
    """A key for another system was given."""

    key_id: int
    role: str


@dataclass(frozen=True, slots=True)
class KeyRevoked(Event):
    key_id: int
