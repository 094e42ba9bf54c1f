"""What those who signed up are told, in words that name nobody."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from aoxanh.kernel.dates import local_day, vn_date, vn_time, weekday


PROMOTED = "promoted"
DECIDED = "decided"
CANCELLED = "cancelled"
CHANGED = "changed"
REMINDER = "remind"
"""What happened; the topic of a notice begins with one of these."""


def about_prefix() -> str:
    return "activity:"


def about(activity_id: int) -> str:
    """What a notice says it is about."""
    return f"{about_prefix()}{activity_id}"


def key(signup_id: int, topic: str) -> str:
    """One trigger, one notice: the key of a message to who made this sign-up."""
    return f"signup:{signup_id}:{topic}"


def signup_of(notice_key: str) -> int:
    """The sign-up of a key made by ``key``."""
    return int(notice_key.split(":")[1])


def receiver_key(link_id: int) -> str:
    """The key of the message that carries the link of a receiving body."""
    return f"receiver:{link_id}"


def asked_to_confirm(
    *, receiver: str, organiser: str, title: str, persons: int, until: date
) -> tuple[str, str]:
    """(subject, text) to a body that received help; its link follows."""
    subject = _("Đề nghị xác nhận người tham gia: %(title)s") % {"title": title}
    body = _(
        "Kính gửi %(receiver)s: %(organiser)s đề nghị xác nhận %(count)s người đã tham gia “%(title)s”. "
        "Mở đường dẫn, đánh dấu ai có tham gia rồi gửi, đến hết ngày %(day)s. "
        "Không cần tài khoản. Đường dẫn chỉ gửi cho nơi nhận, đừng chuyển cho ai."
    )
    words = {"receiver": receiver, "organiser": organiser, "title": title, "count": persons}
    return subject, body % {**words, "day": vn_date(until)}


def topic_name(topic: str) -> str:
    """What a topic is called on pages."""
    names = {
        PROMOTED: _("Được chuyển từ danh sách dự bị"),
        DECIDED: _("Trả lời đăng ký"),
        CANCELLED: _("Hủy hoạt động"),
        CHANGED: _("Đổi giờ hoặc địa điểm"),
        REMINDER: _("Nhắc trước giờ"),
    }
    return names[topic.partition("-")[0]]


def when(starts_at: datetime) -> str:
    """``7:00 Chủ nhật 29/11/2026``."""
    day = local_day(starts_at)
    return f"{vn_time(starts_at)} {weekday(day)} {vn_date(day)}"


def promoted(*, title: str, starts_at: datetime) -> tuple[str, str]:
    """(subject, text)."""
    subject = _("Bạn đã có chỗ: %(title)s") % {"title": title}
    body = _(
        "Có người rút nên bạn được chuyển từ danh sách dự bị lên: “%(title)s”. Ca bắt đầu lúc %(when)s. "
        "Nếu không đi được, hãy rút sớm để nhường chỗ."
    )
    return subject, body % {"title": title, "when": when(starts_at)}


def decided(*, title: str, starts_at: datetime, approved: bool) -> tuple[str, str]:
    """(subject, text) of a yes or no."""
    values = {"title": title, "day": vn_date(local_day(starts_at))}
    if approved:
        return _("Đăng ký đã được duyệt: %(title)s") % values, _(
            "Đơn vị tổ chức đã duyệt đăng ký của bạn: “%(title)s”. Hẹn gặp bạn ngày %(day)s."
        ) % values
    return _("Đăng ký chưa được nhận: %(title)s") % values, _(
        "Rất tiếc, đơn vị tổ chức chưa nhận được đăng ký của bạn: “%(title)s” ngày %(day)s. "
        "Mời bạn xem các hoạt động khác trên cổng."
    ) % values


def cancelled(*, title: str, day: str, reason: str) -> tuple[str, str]:
    """(subject, text)."""
    subject = _("Hoạt động đã hủy: %(title)s") % {"title": title}
    body = _("Hoạt động “%(title)s” (%(day)s) bạn đăng ký đã hủy. Lý do: %(reason)s")
    return subject, body % {
        "title": title,
        "day": day,
        "reason": reason or _("xem trang hoạt động"),
    }


def changed(*, title: str, starts_at: datetime | None, where: str, meet: str) -> tuple[str, str]:
    """(subject, text): how it stands now."""
    subject = _("Có thay đổi: %(title)s") % {"title": title}
    lines = [_("“%(title)s” có thay đổi. Nay là:") % {"title": title}]
    if starts_at is not None:
        lines += [_("- Bắt đầu: %(when)s") % {"when": when(starts_at)}]
    lines += [_("- Địa điểm: %(where)s") % {"where": where}]
    lines += [_("- Tập trung: %(meet)s") % {"meet": meet}] if meet else []
    lines += [_("Nếu không đi được, hãy rút sớm để nhường chỗ.")]
    return subject, "\n".join(lines)


def reminder(*, title: str, starts_at: datetime, where: str, bring: str) -> tuple[str, str]:
    """(subject, text)."""
    subject = _("Nhắc bạn: %(title)s") % {"title": title}
    lines = [
        _("Hẹn gặp bạn lúc %(when)s: “%(title)s”.") % {"when": when(starts_at), "title": title}
    ]
    lines += [_("- Địa điểm: %(where)s") % {"where": where}]
    lines += [_("- Mang theo: %(bring)s") % {"bring": bring}] if bring else []
    lines += [_("Nếu không đi được, hãy rút sớm để nhường chỗ.")]
    return subject, "\n".join(lines)
