"""What the store refuses."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class FileEmpty(DomainError):
    sentence = _("Tệp này trống. Hãy chọn lại tệp có nội dung.")
    field = "file"


class FileTooLarge(DomainError):
    """Values: ``size`` and ``limit`` in megabytes."""

    sentence = _(
        "Tệp nặng %(size)s MB, nhiều hơn mức %(limit)s MB. Hãy giảm dung lượng hoặc chia thành nhiều tệp."
    )
    field = "file"


class FileTypeUnknown(DomainError):
    """Value: ``taken``, the types that are accepted here."""

    sentence = _("Không nhận được loại tệp này. Hãy chọn tệp thuộc các loại: %(taken)s.")
    field = "file"


class FileBroken(DomainError):
    """The type is known but the content is cut, damaged or not what the type promises."""

    sentence = _("Tệp bị hỏng hoặc tải lên chưa đủ. Hãy mở thử trên máy rồi tải lên lại.")
    field = "file"


class PhotoTooLarge(DomainError):
    """Value: ``limit`` in megapixels."""

    sentence = _(
        "Ảnh có kích thước vượt quá %(limit)s triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lên lại."
    )
    field = "file"


class ArchiveTooLarge(DomainError):
    """A zip-based file that would unpack to far more than it weighs."""

    sentence = _(
        "Tệp Office này bung ra quá lớn nên không được nhận. Hãy lưu lại tệp với ít dữ liệu hơn."
    )
    field = "file"


class FileInUse(DomainError):
    sentence = _("Tệp này đang được dùng ở nơi khác. Hãy gỡ tệp ở nơi đang dùng trước khi xóa.")


class FileGone(DomainError):
    """The row is there, its content is not: the disk was changed by hand or restored in part."""

    sentence = _(
        "Nội dung tệp không còn trên máy chủ. Hãy báo người quản trị khôi phục từ bản sao lưu."
    )
