"""Refusals of the territory register."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError, Missing


class PlaceUnknown(Missing):
    """No unit has this code on this day."""

    sentence = _("Không có đơn vị hành chính mang mã %(code)s vào ngày này. Hãy kiểm tra lại mã.")


class OutlineMissing(Missing):
    """No illustrative outline is shipped for this province."""

    sentence = _("Chưa có bản đồ minh họa cho mã %(code)s. Hãy dùng danh sách thay bản đồ.")


class MapFileRefused(DomainError):
    """A file of the map holds a line that cannot be true; nothing was loaded."""

    sentence = _(
        "Tệp %(file)s, dòng %(line)s: %(reason)s. Hãy sửa tệp rồi nạp lại; chưa có gì được ghi."
    )


class MapFolderEmpty(DomainError):
    """There is no file of the map where one was named."""

    sentence = _(
        "Không thấy tệp địa bàn nào ở %(source)s. Cần ít nhất một tệp places*.csv, successions*.csv, "
        "aliases*.csv hoặc flags*.csv."
    )


class PlaceUnclear(DomainError):
    """A text of a list means no place, or several; value: ``note``, the sentence that says which."""

    sentence = _("%(note)s")
    field = "place"
