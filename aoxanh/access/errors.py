"""Refusals about accounts, roles and invitations."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class ContactUnreadable(DomainError):
    """What was typed is neither a phone number nor an e-mail address."""

    field = "contact"
    sentence = _(
        "Đây chưa phải số điện thoại hoặc e-mail. Hãy nhập số có 10 chữ số (ví dụ 0912 345 678) hoặc địa chỉ e-mail."
    )


class ContactTaken(DomainError):
    """Another account signs in with this contact. The sentence does not say so to strangers."""

    field = "contact"
    sentence = _(
        "Không dùng được số điện thoại hoặc e-mail này. Nếu bạn đã có tài khoản, hãy đăng nhập hoặc đặt lại mật khẩu."
    )


class ContactNeeded(DomainError):
    """An account must keep a phone number or an e-mail address to sign in with."""

    field = "contact"
    sentence = _("Tài khoản cần ít nhất một số điện thoại hoặc một e-mail để đăng nhập.")


class NameNeeded(DomainError):
    field = "full_name"
    sentence = _("Hãy nhập họ và tên, không quá 120 ký tự.")


class WeakPassword(DomainError):
    field = "password"
    sentence = _("Hãy đặt mật khẩu ít nhất 10 ký tự, không dễ đoán: một câu ngắn chỉ mình bạn nhớ.")


class LastMeans(DomainError):
    """Nothing else would let the holder in."""

    sentence = _("Hãy đặt mật khẩu trước: nếu không bạn sẽ không còn cách nào để đăng nhập.")


class RoleStillHeld(DomainError):
    """An office is handed over before its account is closed."""

    sentence = _("Tài khoản của bạn còn giữ vai trò ở một đơn vị. Hãy bàn giao trước.")


class RoleTooWide(DomainError):
    """One may hand on only the roles one's own role appoints."""

    field = "role"
    sentence = _("Bạn không được giao vai trò này ở đơn vị này. Hãy đề nghị đơn vị cấp trên giao.")


class RoleNeedsNoGrant(DomainError):
    field = "role"
    sentence = _("Tình nguyện viên không cần được giao vai trò: chỉ cần đăng ký tài khoản.")


class RoleHeld(DomainError):
    """The account already holds this role at this unit on some of these days."""

    field = "role"
    sentence = _("Người này đã giữ vai trò này ở đơn vị trong khoảng thời gian đó.")


class RoleEndBeforeStart(DomainError):
    field = "until"
    sentence = _("Ngày kết thúc vai trò phải sau ngày bắt đầu.")


class ProvisionalNeedsEnd(DomainError):
    """Who acts provisionally does so until a day."""

    field = "role_until"
    sentence = _("Vai trò lâm thời phải có ngày kết thúc. Hãy chọn ngày.")


class RoleAlreadyEnded(DomainError):
    sentence = _("Vai trò này đã kết thúc từ trước. Không cần làm gì thêm.")


class InvitationUnknown(DomainError):
    """No such link; which part is wrong is not said."""

    sentence = _("Liên kết mời không đúng. Hãy mở lại đúng liên kết bạn đã nhận.")


class InvitationExpired(DomainError):
    sentence = _("Liên kết mời đã quá 14 ngày. Hãy nhờ đơn vị gửi liên kết mới.")


class InvitationUsed(DomainError):
    sentence = _("Liên kết mời đã được dùng. Hãy đăng nhập bằng tài khoản của bạn.")


class InvitationWithdrawn(DomainError):
    """The unit took the invitation back."""

    sentence = _("Đơn vị đã thu hồi lời mời này. Hãy liên hệ đơn vị nếu bạn cần lời mời mới.")


class SignInToAccept(DomainError):
    """The invited contact has an account: only its holder may take up the role."""

    sentence = _("Bạn đã có tài khoản. Hãy đăng nhập rồi mở lại liên kết mời để nhận vai trò.")


class KeyNeedsPerson(DomainError):
    """A key is given by somebody, in whose name it then asks."""

    sentence = _("Khóa do một cán bộ cấp và làm việc thay cán bộ đó. Hãy đăng nhập để cấp khóa.")


class KeyNameNeeded(DomainError):
    field = "name"
    sentence = _("Hãy ghi khóa dùng cho hệ thống nào, để sau này biết khóa nào cần thu hồi.")


class KeyEndTooFar(DomainError):
    """Value: ``days``, for how long a key may live."""

    field = "until"
    sentence = _("Ngày hết hạn phải sau hôm nay và không quá %(days)s ngày.")


class KeyRevokedAlready(DomainError):
    sentence = _("Khóa này đã được thu hồi từ trước. Không cần làm gì thêm.")
