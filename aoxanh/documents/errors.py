"""Refusals of registers, typesetting and signatures."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class SignatureInvalid(DomainError):
    """The token was changed, or signed by a key that is not ours."""

    sentence = _(
        "Chữ ký số không đúng: nội dung đã bị sửa hoặc không phải do hệ thống này ký. Hãy dùng bản gốc."
    )


class KeyUnknown(SignatureInvalid):
    """The token names a key that is not on our ring: another system made it, or nobody."""

    sentence = _(
        "Chữ ký số không phải của hệ thống này. Hãy tra cứu ở cổng của đơn vị đã cấp giấy."
    )


class IssuerUnknown(SignatureInvalid):
    """Signed by a portal this machine has no keys of. Value: ``site``."""

    sentence = _(
        "Máy này chưa có khóa của cổng %(site)s. Hãy chạy “aoxanh issuers add” với địa chỉ hoặc tệp của cổng đó."
    )


class IssuerRefused(DomainError):
    """What should be a portal's keys and lists is something else, of another portal, or older than what is known."""

    sentence = _(
        "Gói khóa không dùng được: sai định dạng, sai chữ ký, của cổng khác hoặc cũ hơn gói đang có. Hãy tải lại."
    )


class PadesUnusable(DomainError):
    """A unit has a certificate, and nothing can be signed with it. Value: ``unit``."""

    sentence = _(
        "Chứng thư số của đơn vị chưa dùng được. Người vận hành hãy xem tệp pades/%(unit)s.p12 và mật khẩu của tệp."
    )


class PadesMissing(DomainError):
    """The library for PAdES is an extra of the installation."""

    sentence = _("Máy này chưa cài phần kiểm tra chữ ký PAdES. Hãy cài aoxanh[pades] rồi thử lại.")


class NoNumbersAsked(DomainError):
    """A register gives out one number or more."""

    sentence = _("Không có giấy nào cần vào sổ. Hãy chọn ít nhất một người rồi làm lại.")


class SealMissing(DomainError):
    """The file carries no signature at all."""

    sentence = _(
        "Tệp này không mang chữ ký số của hệ thống. Hãy dùng tệp gốc đã tải về, không dùng ảnh chụp hay bản quét."
    )


class PaperFileRefused(DomainError):
    """A file of layouts or templates cannot be used."""

    sentence = _("Tệp mẫu văn bản “%(file)s” chưa dùng được: %(reason)s. Hãy sửa tệp rồi thử lại.")


class PaperUnknown(DomainError):
    """No template of that name for this subject."""

    sentence = _("Không có mẫu văn bản này. Hãy chọn lại trong danh sách giấy tờ.")


class PaperUnnumbered(DomainError):
    """Papers without a series go with another one and have no number of their own."""

    sentence = _("Giấy này đi kèm văn bản khác nên không lấy số. Hãy tải về và in kèm kế hoạch.")


class PaperAlreadyIssued(DomainError):
    """One subject has one valid paper of a template."""

    sentence = _(
        "Giấy này đã vào sổ số %(number)s. Muốn lấy số khác, hãy hủy số cũ trong Sổ văn bản trước."
    )


class PaperSignerMissing(DomainError):
    """Nobody heads the unit, and nobody was chosen."""

    sentence = _("Chưa biết ai ký. Hãy chọn người ký, hoặc ghi chức danh người đứng đầu đơn vị.")
    field = "signer"


class PaperNotIssued(DomainError):
    """Only an issued paper can be struck out, and once."""

    sentence = _("Số này đã hủy rồi nên không hủy được nữa.")


class VoidReasonMissing(DomainError):
    """Who reads the register later must know why a number is missing."""

    sentence = _("Hãy ghi lý do hủy số để người đọc sổ biết vì sao thiếu số này.")
    field = "reason"
