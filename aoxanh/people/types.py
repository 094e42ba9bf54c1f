"""The words about persons that cross the context's border."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PersonState(TextChoices):
    """How far a person's identity is known (house decision 16)."""

    UNVERIFIED = "UNVERIFIED", _("Chưa xác nhận")
    VERIFIED = "VERIFIED", _("Đã xác nhận")
    ENDED = "ENDED", _("Đã ngừng")


class MembershipKind(TextChoices):
    MEMBER = "MEMBER", _("Đoàn viên")
    FEDERATION_MEMBER = "FEDERATION_MEMBER", _("Hội viên Hội LHTN")
    STUDENT_MEMBER = "STUDENT_MEMBER", _("Hội viên Hội Sinh viên")
    VOLUNTEER = "VOLUNTEER", _("Tình nguyện viên")


class Gender(TextChoices):
    FEMALE = "FEMALE", _("Nữ")
    MALE = "MALE", _("Nam")
    UNSAID = "", _("Không nêu")


class YouthCategory(TextChoices):
    """Kinds of youth a programme addresses (NET-02)."""

    PUPIL = "PUPIL", _("Học sinh")
    STUDENT = "STUDENT", _("Sinh viên")
    RURAL = "RURAL", _("Thanh niên địa bàn")
    CIVIL_SERVANT = "CIVIL_SERVANT", _("Cán bộ, công chức, viên chức")
    ARMED_FORCES = "ARMED_FORCES", _("Thanh niên lực lượng vũ trang")
    WORKER = "WORKER", _("Công nhân, người lao động")
    INTELLECTUAL = "INTELLECTUAL", _("Trí thức trẻ")
    ENTREPRENEUR = "ENTREPRENEUR", _("Doanh nhân trẻ")
    OTHER = "OTHER", _("Khác")


class ConsentGiver(TextChoices):
    SELF = "SELF", _("Chính người đó")
    GUARDIAN = "GUARDIAN", _("Người giám hộ")
    UNIT = "UNIT", _("Đơn vị lưu bản giấy")


class ConsentPurpose(TextChoices):
    """What personal data are kept for."""

    PARTICIPATION = "PARTICIPATION", _("Tham gia hoạt động")
    PHOTOS = "PHOTOS", _("Đăng ảnh hoạt động")
    CONTACT = "CONTACT", _("Nhận tin về hoạt động")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianGiven:
    """A guardian as named on a form; ``phone`` as typed."""

    full_name: str
    phone: str
    relation: str = ""
