"""The words of the organisation tree that cross its border."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Family(TextChoices):
    """Which organisation a unit belongs to (ORG-02)."""

    DOAN = "DOAN", _("Đoàn TNCS Hồ Chí Minh")
    HOI_LHTN = "HOI_LHTN", _("Hội Liên hiệp Thanh niên Việt Nam")
    HOI_SV = "HOI_SV", _("Hội Sinh viên Việt Nam")
    DOI_TNTP = "DOI_TNTP", _("Đội TNTP Hồ Chí Minh")
    GROUP = "GROUP", _("Câu lạc bộ, đội, nhóm")
    STATE = "STATE", _("Cơ quan nhà nước, tổ chức chính trị - xã hội")
    PARTNER = "PARTNER", _("Đối tác")


class Level(TextChoices):
    """Where in the hierarchy a kind of unit stands."""

    CENTRAL = "CENTRAL", _("Trung ương")
    PROVINCE = "PROVINCE", _("Cấp tỉnh")
    DISTRICT = "DISTRICT", _("Cấp huyện")
    COMMUNE = "COMMUNE", _("Cấp xã")
    GRASSROOTS = "GRASSROOTS", _("Cơ sở")
    BRANCH = "BRANCH", _("Chi đoàn, chi hội")


class Verb(TextChoices):
    """What a decision did to the tree (ORG-11)."""

    FOUND = "FOUND", _("Thành lập")
    RENAME = "RENAME", _("Đổi tên")
    RECLASSIFY = "RECLASSIFY", _("Đổi loại hình")
    MOVE = "MOVE", _("Chuyển về đơn vị khác")
    CLOSE = "CLOSE", _("Kết thúc hoạt động")
    MERGE = "MERGE", _("Hợp nhất, sáp nhập")
    SPLIT = "SPLIT", _("Chia tách")


class Scale(TextChoices):
    """The size at which an instance runs (ORG-13)."""

    NATION = "NATION", _("Toàn quốc")
    PROVINCE = "PROVINCE", _("Cấp tỉnh")
    DISTRICT = "DISTRICT", _("Cấp huyện")
    COMMUNE = "COMMUNE", _("Cấp xã")


class SecondFactor(TextChoices):
    """Which officers must confirm sign-in with a one-time code."""

    OPTIONAL = "OPTIONAL", _("Tự chọn")
    WIDE = "WIDE", _("Bắt buộc với vai trò phạm vi rộng")
    ALL = "ALL", _("Bắt buộc với mọi cán bộ")


@dataclass(frozen=True, slots=True)
class Decision:
    """The legal basis of a change: any part may be missing in old papers."""

    number: str = ""
    signed_on: date | None = None
    issuer: str = ""
