"""What is wrong with an installation: each part looked at once, in words, with what to do."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic as _ticks
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.cache import caches
from django.core.checks import WARNING, run_checks
from django.db import connection
from django.utils.translation import gettext as _

from aoxanh.audit import actions as trail
from aoxanh.audit import queries as sealed
from aoxanh.kernel import numbers, probes
from aoxanh.kernel.pending import pending
from aoxanh.programmes import queries as programmes
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.config.caching import Valkey

LEAST_FREE = 1024**3
"""Bytes of disk below which an installation may stop at any moment."""

MOST_SKEW = timedelta(seconds=5)
"""By how much the clocks of this machine and of its database may differ."""

_PRIVATE = ("secrets", "keys")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OLDEST_POSTGRESQL = 140000


@dataclass(frozen=True, slots=True)
class Found:
    """One part: how it stands and, where ``advice`` is not empty, what to do. ``is_fault``: it stops or harms work."""

    part: str
    stands: str
    advice: str = ""
    is_fault: bool = False


def examine(*, now: datetime, thorough: bool = False) -> Iterator[Found]:
    """Every finding in order; without an answering database only what needs none."""
    began = _ticks()
    yield from _folder()
    yield from _addresses()
    try:
        yield from _database()
    except Exception as fault:  # noqa: BLE001  whatever a driver raises: the sentence is for the operator
        advice = _("Kiểm tra DATABASE_URL, máy chủ cơ sở dữ liệu và quyền của tài khoản.")
        yield Found(_("Cơ sở dữ liệu"), type(fault).__name__, advice, is_fault=True)
        return
    waiting = pending()
    if waiting:
        yield Found(
            _("Phiên bản dữ liệu"),
            _("%(count)s thay đổi chưa áp dụng") % {"count": waiting},
            _("Sao lưu rồi chạy “aoxanh migrate”."),
            is_fault=True,
        )
        return
    yield from _portal()
    yield from _clock(now + timedelta(seconds=_ticks() - began))
    yield from _cache()
    yield from _readings(now)
    if thorough:
        yield from _seals()
        yield from _figures()


def _folder() -> Iterator[Found]:
    home, part = Path(settings.HOME), _("Thư mục AOXANH_HOME")
    probe = home / ".doctor"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        advice = _("Cho người dùng chạy cổng quyền ghi vào thư mục này.")
        yield Found(part, _("%(home)s không ghi được") % {"home": home}, advice, is_fault=True)
        return
    free = shutil.disk_usage(home).free
    stands = _("%(home)s, còn %(free)s GB") % {
        "home": home,
        "free": numbers.number(free / 1024**3, 1),
    }
    short = _("Dọn đĩa hoặc thêm chỗ: hết chỗ thì cổng dừng ghi.") if free < LEAST_FREE else ""
    yield Found(part, stands, short, is_fault=bool(short))
    for name in _PRIVATE:
        open_ones = [
            each
            for each in (home / name).rglob("*")
            if each.is_file() and each.stat().st_mode & _OTHERS
        ]
        if open_ones:
            stands = _("%(count)s tệp người khác đọc được") % {"count": len(open_ones)}
            yield Found(
                name,
                stands,
                _("Chạy chmod -R go-rwx %(folder)s") % {"folder": home / name},
                is_fault=True,
            )


def _addresses() -> Iterator[Found]:
    address, part = settings.SITE_ADDRESS, _("Địa chỉ")
    if "//localhost" in address or "//127.0.0.1" in address:
        yield Found(
            part,
            address,
            _("Đặt AOXANH_ADDRESS là địa chỉ người dùng gõ; mã QR và tin nhắn in địa chỉ này."),
        )
        return
    is_open = not settings.BEHIND_TLS
    yield Found(
        part,
        address,
        _("Dùng https: đăng nhập qua http là lộ mật khẩu.") if is_open else "",
        is_fault=is_open,
    )
    if settings.DEBUG:
        yield Found("AOXANH_DEBUG", "true", _("Tắt trên máy thật."), is_fault=True)
    for message in run_checks(include_deployment_checks=True):
        if message.level >= WARNING and not message.is_silenced():
            yield Found(
                str(message.id),
                message.msg,
                message.hint or _("Xem “aoxanh django check --deploy”."),
            )


def _database() -> Iterator[Found]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    part = _("Cơ sở dữ liệu")
    if connection.vendor == "sqlite":
        yield Found(part, f"SQLite {sqlite3.sqlite_version}")
        return
    version = connection.pg_version  # type: ignore[attr-defined]  # of PostgreSQL's wrapper
    old = _("Nâng PostgreSQL lên bản 14 trở lên.") if version < _OLDEST_POSTGRESQL else ""
    yield Found(part, f"PostgreSQL {version // 10000}.{version % 10000}", old, is_fault=bool(old))


def _portal() -> Iterator[Found]:
    instance, part = units.instance(), _("Cổng")
    if not instance.is_set_up:
        yield Found(
            part,
            _("chưa thiết lập"),
            _("Chạy “aoxanh init”, hoặc mở đường dẫn mà “aoxanh serve” in ra."),
        )
        return
    yield Found(part, instance.name + (_(" (minh họa)") if instance.is_demo else ""))


def _clock(now: datetime) -> Iterator[Found]:
    if connection.vendor == "sqlite":
        return
    apart = abs(_their_time() - now)
    advice = (
        _("Bật đồng bộ giờ (systemd-timesyncd hoặc chrony) trên cả hai máy.")
        if apart > MOST_SKEW
        else ""
    )
    stands = _("lệch %(seconds)s giây so với cơ sở dữ liệu") % {
        "seconds": numbers.number(apart.total_seconds(), 1)
    }
    yield Found(_("Đồng hồ"), stands, advice, is_fault=bool(advice))


def _their_time() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
    return cast("datetime", theirs)


def _cache() -> Iterator[Found]:
    if not settings.VALKEY_ADDRESS:
        yield Found("Valkey", _("không dùng"))
        return
    answers = cast("Valkey", caches["default"]).answers()
    advice = (
        ""
        if answers
        else _(
            "Kiểm tra AOXANH_VALKEY. Trang vẫn chạy, nhưng giới hạn số lần thử không chung cho các tiến trình."
        )
    )
    yield Found(
        "Valkey", _("trả lời") if answers else _("không trả lời"), advice, is_fault=not answers
    )


def _readings(now: datetime) -> Iterator[Found]:
    for reading in probes.readings(now):
        unit = _(" giây") if reading.name.endswith("_seconds") else ""
        advice = str(reading.advice) if reading.is_over else ""
        yield Found(
            str(reading.label),
            f"{numbers.number(round(reading.value))}{unit}",
            advice,
            is_fault=reading.is_over,
        )


def _seals() -> Iterator[Found]:
    broken = sealed.broken_seals(key=trail.sealing_key().public_key())
    advice = (
        _("Nhật ký đã bị sửa ngoài hệ thống. Giữ nguyên máy, báo cấp trên, so với bản sao lưu.")
        if broken
        else ""
    )
    yield Found(
        _("Niêm phong nhật ký"),
        _("%(count)s chỗ hỏng") % {"count": len(broken)},
        advice,
        is_fault=bool(broken),
    )


def _figures() -> Iterator[Found]:
    wrong = len(programmes.mismatches())
    advice = _("Chạy “aoxanh measures rebuild”.") if wrong else ""
    yield Found(
        _("Số liệu cộng dồn"),
        _("%(count)s ô lệch") % {"count": wrong},
        advice,
        is_fault=bool(wrong),
    )
