"""Refusals of issuing, revoking and showing certificates."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class NothingToCertify(DomainError):
    """No attendance, no certificate (REC-04)."""

    sentence = _(
        "Người hoặc đơn vị này chưa có giờ tình nguyện được ghi nhận nên chưa cấp được giấy chứng nhận. "
        "Hãy kiểm tra điểm danh, hoặc ghi bổ sung để cấp trên xác nhận."
    )


class AlreadyCertified(DomainError):
    """The same participation is certified once per issuer, unless the certificate is replaced."""

    sentence = _(
        "Đã có giấy chứng nhận số %(number)s cho đúng nội dung này. Nếu giấy ghi sai, hãy thu hồi và cấp lại."
    )


class SignerMissing(DomainError):
    """Nobody holds a post at the issuing unit who could sign."""

    sentence = _(
        "Đơn vị chưa có người ký giấy chứng nhận vào ngày này. Hãy ghi chức danh và nhiệm kỳ của cán bộ rồi cấp lại."
    )


class PeriodNotOver(DomainError):
    """Days to come cannot be certified."""

    sentence = _(
        "Thời gian ghi trên giấy chưa kết thúc. Hãy chọn ngày cuối không muộn hơn hôm nay."
    )
    field = "ends_on"


class ReasonMissing(DomainError):
    """A revocation says why."""

    sentence = _("Hãy ghi lý do thu hồi: người tra cứu giấy sẽ đọc được lý do này.")
    field = "reason"


class AlreadyRevoked(DomainError):
    """A certificate is revoked once."""

    sentence = _(
        "Giấy chứng nhận này đã được thu hồi trước đó. Nếu cần giấy mới, hãy chọn cấp lại."
    )


class AlreadyReplaced(DomainError):
    """A certificate is replaced once; its successor may be replaced in turn."""

    sentence = _("Giấy chứng nhận này đã được thay bằng giấy số %(number)s. Hãy mở giấy đó để sửa.")


class NotTheHolder(DomainError):
    """Only the holder decides what others see."""

    sentence = _(
        "Chỉ người được cấp giấy mới chọn cho người khác xem thêm thông tin trên trang tra cứu."
    )


class NobodyChosen(DomainError):
    """A batch or a print run needs at least one person or certificate."""

    sentence = _("Chưa chọn ai để cấp giấy. Hãy chọn ít nhất một người trong danh sách.")
