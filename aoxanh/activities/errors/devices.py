"""Refusals about phones that run a door without a connection."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError, Missing


class DeviceUnknown(Missing):
    sentence = _(
        "Máy này chưa được chuẩn bị cho hoạt động nào. Hãy đăng nhập, mở Điểm danh rồi chuẩn bị lại."
    )


class DeviceAlreadyRevoked(DomainError):
    sentence = _("Máy này đã bị thu hồi trước đó.")


class DeviceNotGiven(DomainError):
    sentence = _(
        "Chỉ chuẩn bị máy cho hoạt động đã mở hoặc đang diễn ra. Hãy mở đăng ký hoặc bắt đầu hoạt động trước."
    )


class DeviceEnded(DomainError):
    """A walk-in makes a person, which a device that was revoked or has expired may not."""

    sentence = _(
        "Máy này đã bị thu hồi hoặc hết hạn nên không thêm người mới được. "
        "Hãy ghi người này ở trang Điểm danh khi đăng nhập."
    )
