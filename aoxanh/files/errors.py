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


class WorkbookOld(DomainError):
    """A binary workbook of Excel 97–2003."""

    sentence = _(
        "Đây là tệp Excel kiểu cũ (.xls). Hãy mở tệp, chọn Lưu thành (Save As), kiểu Excel Workbook "
        "(.xlsx) rồi tải lên lại."
    )
    field = "file"


class WordDocumentOld(DomainError):
    """A binary document of Word 97–2003."""

    sentence = _(
        "Đây là tệp Word kiểu cũ (.doc). Hãy mở tệp, chọn Lưu thành (Save As), kiểu Word Document "
        "(.docx) rồi tải lên lại."
    )
    field = "file"


class WorkbookLocked(DomainError):
    """A workbook that opens with a password only."""

    sentence = _(
        "Tệp này có mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."
    )
    field = "file"


class WorkbookWithMacros(DomainError):
    sentence = _(
        "Tệp này chứa macro nên không được nhận. Hãy mở tệp, chọn Lưu thành (Save As), kiểu Excel "
        "Workbook (.xlsx) rồi tải lên lại."
    )
    field = "file"


class NoTable(DomainError):
    """The file is of a type that holds no table."""

    sentence = _(
        "Không thấy bảng nào trong tệp này. Hãy chọn tệp Excel (.xlsx), bảng trong Word (.docx), CSV hoặc TXT, "
        "hoặc dán danh sách vào ô bên dưới."
    )
    field = "file"


class TableEmpty(DomainError):
    sentence = _("Không có dòng nào trong danh sách. Hãy kiểm tra lại tệp hoặc nội dung đã dán.")
    field = "file"


class CellTooLong(DomainError):
    """Values: ``line`` and ``most``, the signs that a cell can hold."""

    sentence = _("Ô ở dòng %(line)s quá dài: mỗi ô nhiều nhất %(most)s ký tự, như trong Excel.")
    field = "file"


class TableTooLarge(DomainError):
    """Values: ``rows`` and ``columns``, the most that are taken."""

    sentence = _(
        "Bảng quá rộng hoặc quá dài. Mỗi lần nhận nhiều nhất %(rows)s dòng và %(columns)s cột: hãy xóa "
        "các cột, dòng thừa hoặc chia thành nhiều tệp."
    )
    field = "file"


class TextNotUnicode(DomainError):
    """Bytes that are no Unicode text."""

    sentence = _(
        "Chữ trong tệp không theo bảng mã Unicode. Hãy mở tệp trong Excel, chọn Lưu thành (Save As), "
        "kiểu CSV UTF-8 hoặc Excel Workbook (.xlsx)."
    )
    field = "file"


class TextMixed(DomainError):
    """Lines in Unicode and lines in something else in one file; value: ``lines``."""

    sentence = _(
        "Tệp trộn hai bảng mã: dòng %(lines)s không phải Unicode như các dòng khác nên chữ có dấu bị sai. "
        "Hãy gõ hoặc dán lại các dòng đó bằng phông Unicode, lưu kiểu CSV UTF-8 rồi gửi lại."
    )
    field = "file"


class TextLegacy(DomainError):
    """Vietnamese in an encoding of the time before Unicode; value: ``encoding``."""

    sentence = _(
        "Danh sách dùng bảng mã cũ %(encoding)s nên chữ có dấu bị sai. "
        "Hãy đánh dấu “Chuyển sang Unicode”, chọn lại tệp rồi gửi; bản gốc không đổi."
    )
    field = "file"
