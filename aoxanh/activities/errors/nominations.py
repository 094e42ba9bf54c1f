"""Refusals about quotas and the lists units send."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class NoUnitAsked(DomainError):
    sentence = _("Hãy ghi chỉ tiêu cho ít nhất một đơn vị.")
    field = "each"


class UnitNotBelow(DomainError):
    """Only units below the one that organises are asked for people."""

    sentence = _(
        "Chỉ giao chỉ tiêu cho đơn vị trực thuộc đơn vị tổ chức. Hãy tải lại trang rồi chọn lại."
    )


class QuotaOutOfRange(DomainError):
    sentence = _("Chỉ tiêu của một đơn vị phải từ 0 đến %(most)s người.")
    field = "each"


class QuotaBelowSent(DomainError):
    """Lowering a number sends nobody home."""

    sentence = _(
        "Đơn vị đã cử %(sent)s người nên chỉ tiêu không thể thấp hơn %(sent)s. Hãy ghi từ %(sent)s trở lên."
    )
    field = "each"


class QuotaDayUnfit(DomainError):
    sentence = _("Hạn cử phải từ hôm nay đến trước khi ca bắt đầu. Hãy chọn ngày khác.")
    field = "due_on"


class PlacesNotEnough(DomainError):
    sentence = _(
        "Ca chỉ còn %(free)s chỗ trống mà chỉ tiêu cần %(asked)s chỗ. Hãy giảm chỉ tiêu hoặc cho tăng số chỗ."
    )
    field = "each"


class ActivityNotAnnounced(DomainError):
    """Units below do not see drafts of those above."""

    sentence = _(
        "Đơn vị trực thuộc chưa thấy bản nháp. Hãy công bố hoạt động rồi giao chỉ tiêu, mở đăng ký sau cũng được."
    )


class NobodyNominated(DomainError):
    sentence = _("Hãy chọn người trong danh sách hoặc dán họ tên vào ô.")
    field = "pasted"


class NominationAboveNumber(DomainError):
    sentence = _(
        "Danh sách có %(sent)s người, chỉ tiêu còn %(left)s người. Hãy bỏ bớt %(above)s người rồi gửi lại."
    )
    field = "pasted"


class NominationLate(DomainError):
    sentence = _(
        "Đã hết hạn cử người từ ngày %(day)s. Hãy gọi cho đơn vị tổ chức, hoặc để từng người tự đăng ký nếu còn chỗ."
    )


class NomineesKnown(DomainError):
    """Some of them have a place in the shift already, by themselves or by another list."""

    sentence = _("Đã có chỗ trong ca này: %(names)s. Hãy bỏ họ khỏi danh sách rồi gửi lại.")
    field = "pasted"


class NomineeTwice(DomainError):
    sentence = _("“%(name)s” có hai lần trong danh sách. Hãy chỉ giữ một.")
    field = "pasted"


class NomineeUnfit(DomainError):
    """One person of the list cannot go; ``why`` is the sentence of the rule."""

    sentence = _("%(name)s: %(why)s")
    field = "pasted"


class GuardianPaperMissing(DomainError):
    """No minor is sent without a guardian's word."""

    sentence = _(
        "Chưa đủ 16 tuổi và chưa có đồng ý của cha mẹ: %(names)s. Hãy thu đơn rồi đánh dấu, hoặc bỏ khỏi danh sách."
    )
    field = "minors"


class ConsentTakenBack(DomainError):
    """Nobody is put down for something new who took back that they take part (consents.yaml)."""

    sentence = _(
        "Đã rút đồng ý tham gia: %(names)s. Hãy hỏi lại từng người, ghi sự đồng ý mới ở hồ sơ, hoặc bỏ khỏi danh sách."
    )


class OwnConsentTakenBack(DomainError):
    sentence = _(
        "Bạn đã rút đồng ý tham gia hoạt động. Hãy đồng ý lại ở Trang của tôi, mục Dữ liệu của tôi, rồi đăng ký."
    )


class CollectorMissing(DomainError):
    sentence = _("Hãy ghi ai thu đơn đồng ý của cha mẹ và thu ngày nào.")
    field = "collector"


class CollectedLater(DomainError):
    sentence = _("Ngày thu đơn không thể sau hôm nay.")
    field = "collected_on"


class PastedTooLong(DomainError):
    sentence = _("Mỗi lần dán nhiều nhất %(most)s dòng. Hãy chia thành nhiều lần.")
    field = "pasted"


class NothingToRemind(DomainError):
    sentence = _("Không có đơn vị nào còn thiếu người trước hạn, nên không cần nhắc.")


class NothingToAccept(DomainError):
    sentence = _("Không có người được cử nào đang chờ. Hãy tải lại trang.")
