"""Refusals about teams and about parties that work together."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class TeamNameMissing(DomainError):
    sentence = _("Hãy ghi tên đội hình.")
    field = "name"


class TeamExists(DomainError):
    """The unit has a team of this name in the campaign, or apart from any."""

    sentence = _("Đơn vị đã có đội hình “%(name)s”. Hãy mở đội hình đó hoặc đặt tên khác.")
    field = "name"


class TeamUnitOutside(DomainError):
    sentence = _("Chỉ lập đội hình cho đơn vị mở chiến dịch và các đơn vị cấp dưới.")
    field = "unit"


class TeamUnitUnknown(DomainError):
    """No unit, or several, bear the name on a list."""

    sentence = _("Không rõ “%(typed)s” là đơn vị nào. Hãy ghi đúng tên đơn vị như trên Cổng.")


class TeamListEmpty(DomainError):
    """Nothing on the pasted list could be read as a person."""

    sentence = _("Chưa đọc được tên nào. Hãy dán mỗi dòng một người: họ tên, số điện thoại.")
    field = "raw"


class TeamOfMinors(DomainError):
    """A new person on the list is a minor, whose guardian has to agree first."""

    sentence = _(
        "%(names)s chưa đủ tuổi nên cần người giám hộ đồng ý. "
        "Hãy thêm vào danh sách của đơn vị kèm người giám hộ, rồi cử vào đội hình."
    )
    field = "raw"


class LinkMissing(DomainError):
    """Three links name a party in each dimension, or none at all."""

    sentence = _("“%(dimension)s” chưa có bên nào. Ba liên kết cần ít nhất một bên ở mỗi chiều.")


class TeamShiftsMissing(DomainError):
    sentence = _("Hãy chọn ít nhất một ca cho đội.")
    field = "shifts"


class TeamBusy(DomainError):
    """The team serves elsewhere at that time."""

    sentence = _(
        "“%(team)s” đã có ca %(when)s tại %(where)s, trùng giờ với ca vừa chọn. "
        "Hãy chọn ca khác, đội khác, hoặc bỏ đội khỏi ca kia trước."
    )
    field = "team"


class TeamMembersBusy(DomainError):
    """Somebody of the team is in another team that serves at that time."""

    sentence = _(
        "“%(team)s” có người cũng ở “%(other)s”, đội ấy đã có ca %(when)s tại %(where)s. "
        "Hãy chọn ca khác hoặc đổi người trong đội."
    )
    field = "team"


class TeamNotOfCampaign(DomainError):
    sentence = _(
        "Chỉ xếp đội của chiến dịch mà hoạt động này tính vào, hoặc đội thường xuyên của đơn vị tổ chức."
    )
    field = "team"


class TeamShiftOver(DomainError):
    sentence = _("Ca %(when)s đã kết thúc nên không xếp đội được nữa.")
    field = "shifts"


class TeamOnDuty(DomainError):
    """A team that has shifts is not removed."""

    sentence = _("“%(team)s” đang có %(shifts)s ca. Hãy bỏ đội khỏi các ca trước khi bỏ đội hình.")


class TeamHasPlaces(DomainError):
    """Everybody in the team, or nobody at all, stands in the shift."""

    sentence = _(
        "“%(team)s” không còn ai cần ghi tên vào ca này. Người mới vào đội thì thêm ở trang đội hình trước."
    )


class TeamPlacesShort(DomainError):
    """The shift has fewer free places than the team has people."""

    sentence = _(
        "Đội cần %(wanted)s chỗ mà ca chỉ còn %(free)s. Hãy tăng số chỗ của ca thêm %(missing)s rồi ghi tên lại."
    )


class TeamWithoutWord(DomainError):
    """Minors of the team whose guardian has not agreed."""

    sentence = _(
        "Chưa có đồng ý của người giám hộ cho: %(names)s. Hãy ghi nhận ở hồ sơ của các em, rồi ghi tên cả đội lại."
    )
