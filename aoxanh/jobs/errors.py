"""What the command line and the worker refuse."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError


class KindUnknown(DomainError):
    """Value: ``kind``."""

    sentence = _("Phiên bản này không biết loại công việc “%(kind)s”. Hãy cập nhật tiến trình nền.")


class InstanceFileRefused(DomainError):
    """Values: ``file`` and ``reason``."""

    sentence = _("Không đọc được tệp cấu hình %(file)s: %(reason)s.")


class AlreadySetUp(DomainError):
    sentence = _("Cổng này đã được thiết lập. Hãy dùng thư mục AOXANH_HOME khác cho cổng mới.")


class IsDemo(DomainError):
    """Real data are never set up in the home of a demo."""

    sentence = _(
        "Thư mục này chứa dữ liệu minh họa. Hãy đặt AOXANH_HOME là một thư mục trống cho cổng thật."
    )


class IsReal(DomainError):
    """A demo is never loaded beside real data, and never erases them."""

    sentence = _(
        "Thư mục này chứa dữ liệu thật nên không nạp dữ liệu minh họa, và --reset không xóa gì. "
        "Hãy đặt AOXANH_HOME là một thư mục trống."
    )


class DemoThere(DomainError):
    """The demo of the whole country is loaded into an empty database only."""

    sentence = _(
        "Thư mục này đã có dữ liệu minh họa. Thêm --reset để xóa rồi nạp dữ liệu cả nước, "
        "hoặc đặt AOXANH_HOME là một thư mục trống."
    )


class NotSetUp(DomainError):
    sentence = _("Cổng này chưa được thiết lập. Hãy chạy “aoxanh init” trước.")


class FileMissing(DomainError):
    """Value: ``file``."""

    sentence = _("Không mở được tệp %(file)s. Hãy kiểm tra đường dẫn và quyền đọc.")


class IssuerUnreachable(DomainError):
    """Value: ``address``."""

    sentence = _(
        "Không lấy được gói kiểm tra từ %(address)s. Hãy kiểm tra mạng và địa chỉ (phải là https), hoặc chép tệp về."
    )


class InstantUnclear(DomainError):
    sentence = _("Không rõ lúc bị lộ. Hãy ghi một lúc đã qua, ví dụ 2026-11-20T08:00.")


class WouldOverwrite(DomainError):
    """Value: ``place``."""

    sentence = _("%(place)s đã có dữ liệu. Hãy chọn nơi trống, hoặc thêm --force để ghi đè.")


class BackupToolMissing(DomainError):
    """Value: ``tool``."""

    sentence = _(
        "Máy này chưa có chương trình %(tool)s. Hãy cài bộ công cụ PostgreSQL rồi chạy lại."
    )


class BackupToolFailed(DomainError):
    """Value: ``tool``."""

    sentence = _(
        "Chương trình %(tool)s báo lỗi nên đã dừng. Hãy xem dòng báo lỗi phía trên rồi chạy lại."
    )


class NothingToRestore(DomainError):
    sentence = _("Hãy nêu bản sao lưu, hoặc --files KHO khi cơ sở dữ liệu đã được khôi phục riêng.")


class FilesLost(DomainError):
    """Value: ``count``."""

    sentence = _(
        "%(count)s tệp mà cơ sở dữ liệu nêu không có trong kho, hoặc đã khác. Hãy tìm một kho mới hơn; chạy lại được."
    )


class BackupBroken(DomainError):
    """Value: ``reason``."""

    sentence = _("Bản sao lưu không dùng được: %(reason)s. Hãy lấy bản sao lưu khác.")


class BackupOfOtherDatabase(DomainError):
    """Values: ``theirs`` and ``ours``."""

    sentence = _(
        "Bản sao lưu thuộc %(theirs)s nhưng cổng này dùng %(ours)s. Hãy đổi DATABASE_URL cho khớp."
    )


class TooManyProcesses(DomainError):
    sentence = _(
        "SQLite chỉ phục vụ với một tiến trình. Hãy bỏ --workers hoặc chuyển sang PostgreSQL."
    )


class PortTaken(DomainError):
    """Value: ``port``."""

    sentence = _("Cổng %(port)s đang có chương trình khác dùng. Hãy chọn cổng khác bằng --port.")


class ServerStopped(DomainError):
    sentence = _("Máy chủ đã dừng ngoài ý muốn. Hãy xem dòng báo lỗi phía trên rồi chạy lại.")


class RestoreCut(DomainError):
    """What a killed restore left looks like a database, and lacks rows, indexes or keys."""

    sentence = _(
        "Lần khôi phục trước bị ngắt giữa chừng nên dữ liệu chưa đủ. Hãy chạy lại “aoxanh restore … --force”."
    )


class DatabaseBusy(DomainError):
    """An upgrade found a table in use for too long; what was done before it stands."""

    sentence = _(
        "Cơ sở dữ liệu đang bận nên chưa nâng cấp xong. Hãy dừng các tiến trình khác đang dùng nó rồi chạy lại."
    )


class FiguresDiffer(DomainError):
    """Value: ``count``."""

    sentence = _(
        "Có %(count)s số liệu cộng dồn khác với số tính lại. Hãy chạy “aoxanh measures rebuild”."
    )


class TrailBroken(DomainError):
    """Value: ``count``."""

    sentence = _(
        "Nhật ký có %(count)s niêm phong không còn đúng. Hãy giữ nguyên máy và báo đơn vị cấp trên."
    )


class AddressNotPrivate(DomainError):
    """The authority of one's own vouches for private addresses only."""

    sentence = _(
        "Địa chỉ %(address)s của máy này không phải địa chỉ mạng nội bộ nên không phục vụ được bằng --tls. "
        "Hãy nối máy vào Wi-Fi của hội trường, hoặc dùng tên miền với chứng thư của nó."
    )


class AccountUnknown(DomainError):
    sentence = _("Không có tài khoản nào đăng nhập bằng liên hệ này.")
