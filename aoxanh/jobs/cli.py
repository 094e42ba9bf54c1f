"""The command line: `aoxanh`, with Vietnamese help. Exit status 0 only on success."""

import importlib
import os
import sys
from collections.abc import Mapping, Sequence

import django
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError, ProgrammingError
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.jobs import addresses
from aoxanh.jobs.loading import loading
from aoxanh.jobs.parsing import Parser
from aoxanh.jobs.speaking import complain, say
from aoxanh.kernel.errors import DomainError


COMMANDS: Mapping[str, str | Promise] = {
    "init": _("thiết lập cổng mới: địa bàn, danh mục, đơn vị gốc, người quản trị đầu tiên"),
    "serve": _("phục vụ cổng thông tin cùng tiến trình nền"),
    "worker": _("chạy riêng tiến trình nền"),
    "demo": _("nạp dữ liệu minh họa"),
    "places": _("nạp hoặc kết xuất địa bàn hành chính"),
    "units": _("nạp loại hình đơn vị, kết xuất cây đơn vị"),
    "activities": _("nạp danh mục hoạt động: loại hình, các bước, lĩnh vực, mẫu"),
    "practices": _("nhập bảng tổng hợp mô hình"),
    "programmes": _("kiểm tra, nạp, so sánh, kết xuất chương trình"),
    "recognition": _("nạp quy định ngày tình nguyện"),
    "audit": _("kiểm tra nhật ký: niêm phong, dòng bị sửa, xóa hay đưa về bản cũ"),
    "measures": _("kiểm tra hoặc tính lại số liệu cộng dồn"),
    "verify": _("kiểm tra một tệp giấy chứng nhận, không cần mạng"),
    "issuers": _("khóa công khai và danh sách thu hồi của các cổng, để kiểm tra không cần mạng"),
    "keys": _("khóa ký: xem, chuẩn bị, thay, báo lộ"),
    "sessions": _("đăng xuất một tài khoản hay mọi người khỏi mọi máy"),
    "doctor": _("khám cài đặt: chỗ nào hỏng, làm gì"),
    "backup": _("sao lưu dữ liệu và tệp vào một tệp"),
    "restore": _("khôi phục từ bản sao lưu"),
    "migrate": _("đưa cơ sở dữ liệu lên phiên bản hiện tại"),
    "django": _("chạy một lệnh quản trị của Django"),
}

_DATABASE_NOT_READY = _(
    "Không dùng được cơ sở dữ liệu. Hãy kiểm tra DATABASE_URL, rồi chạy “aoxanh migrate”."
)
_DISK_REFUSED = _("Không đọc hoặc ghi được %(file)s. Hãy kiểm tra đường dẫn, quyền và chỗ trống.")
_NO_SUCH_COMMAND = _("Không có lệnh “%(name)s”. Xem danh sách lệnh: aoxanh --help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command named in the arguments: 0 done, 1 refused, 2 called wrongly; more by `verify`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["serve"]:
        addresses.settle(arguments[1:])
    try:
        with loading():
            django.setup()
        translation.activate("vi")
        return _run(arguments)
    except DomainError as refusal:
        complain(str(refusal))
    except (OperationalError, ProgrammingError):
        complain(_DATABASE_NOT_READY)
    except OSError as fault:
        complain(_DISK_REFUSED % {"file": fault.filename or fault.strerror})
    except KeyboardInterrupt:
        return 130
    return 1


def _run(arguments: Sequence[str]) -> int:
    name = arguments[0] if arguments else ""
    if name in {"", "-h", "--help", "help"}:
        say(_overview())
        return 0 if name else 2
    if f"{name}s" in COMMANDS:
        name = f"{name}s"  # one programme or several
    if name not in COMMANDS:
        complain(_NO_SUCH_COMMAND % {"name": name})
        return 2
    if name == "django":
        execute_from_command_line(["aoxanh django", *arguments[1:]])
        return 0
    # Loaded by name, so that no command waits for what only another one needs.
    command = importlib.import_module(f"aoxanh.jobs.commands.{name}")
    parser = Parser(prog=f"aoxanh {name}", description=str(COMMANDS[name]).capitalize() + ".")
    command.declare(parser)
    status: int = command.run(parser.parse_args(arguments[1:]))
    return status


def _overview() -> str:
    lines = [f"  {name:<10} {text}" for name, text in COMMANDS.items()]
    head = ["cách dùng: aoxanh LỆNH [tùy chọn]", "", "lệnh:"]
    return "\n".join([*head, *lines, "", "Hướng dẫn từng lệnh: aoxanh LỆNH --help"])


if __name__ == "__main__":
    sys.exit(main())
