"""How an activity is told outside the portal: ready messages, the terms of a poster, the facts of a card."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from aoxanh.activities.types import TEXT_BLANKS, ActivityState, ActivityTold
from aoxanh.kernel import numbers
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.dates import vn_date, vn_time, weekday


FEW_PLACES = 5
"""From here on the number of places left is pressing."""

_SHIFTS_NAMED = 3


def day_words(told: ActivityTold) -> str:
    """``Chủ nhật 29/11/2026``, or from when to when."""
    first = f"{weekday(told.first_day)} {vn_date(told.first_day)}"
    if told.last_day == told.first_day:
        return first
    return _("%(first)s đến %(last)s") % {
        "first": first,
        "last": f"{weekday(told.last_day)} {vn_date(told.last_day)}",
    }


def hours_words(told: ActivityTold) -> str:
    """``7:00–11:00; 13:00–16:30``: the hours of each shift, each once; of many only when the first begins."""
    hours = tuple(
        dict.fromkeys(f"{vn_time(begins)}–{vn_time(ends)}" for begins, ends in told.shifts)
    )
    if len(hours) <= _SHIFTS_NAMED:
        return "; ".join(hours)
    begins = vn_time(told.shifts[0][0])
    return _("%(count)s ca, từ %(time)s") % {"count": len(told.shifts), "time": begins}


def when_words(told: ActivityTold) -> str:
    return ", ".join(filter(None, (day_words(told), hours_words(told))))


def standing(told: ActivityTold) -> tuple[str, bool]:
    """(words, whether it is pressing): places left, or how far the activity has come."""
    if not told.takes_signups:
        return str(told.state.label), False
    if told.free:
        words = _("Còn %(free)s chỗ") % {"free": numbers.number(told.free)}
        return words, told.free <= FEW_PLACES
    if told.keeps_list:
        return _("Hết chỗ, còn danh sách dự bị"), True
    return _("Hết chỗ"), True


def ready_message(told: ActivityTold) -> str:
    """The ready message in full, for a group or a page of the unit."""
    if told.is_held:
        return _result(told)
    if told.state == ActivityState.CANCELLED:
        return _cancelled(told)
    lines = [_("Mời tham gia: %(title)s") % {"title": told.title}, ""]
    lines += [f"{name}: {words}" for name, words in _terms(told)]
    lines += ["", _call(told), told.link, "", told.unit_name]
    return "\n".join(lines)


def short_message(told: ActivityTold) -> str:
    """The same in a few lines, for Zalo."""
    if told.state == ActivityState.CANCELLED:
        return _cancelled(told)
    if told.is_held:
        results = ", ".join(f"{name}: {amount}" for name, amount in told.results[:3])
        return "\n".join(filter(None, (told.title, results, _("Cảm ơn mọi người!"), told.link)))
    where = _("%(when)s, tại %(where)s.") % {"when": when_words(told), "where": told.where}
    bring = (
        _("Mang theo: %(things)s.") % {"things": listed_things(told.bring)} if told.bring else ""
    )
    return "\n".join(filter(None, (told.title, where, bring, _call(told) + " " + told.link)))


def filled(text: str, told: ActivityTold) -> str:
    """A ready text of a template with the facts of the activity in its blanks."""
    values = (told.title, when_words(told), told.where, told.link, told.unit_name)
    for blank, value in zip(TEXT_BLANKS, values, strict=True):
        text = text.replace(f"{{{blank}}}", value)
    return text


def poster_terms(told: ActivityTold) -> tuple[tuple[str, str], ...]:
    """(name, words) of what a poster says, the hours on a line of their own."""
    first = (_("Khi nào"), "\n".join(filter(None, (day_words(told), hours_words(told)))))
    return (first, *_terms(told)[1:])


def card_facts(told: ActivityTold) -> tuple[tuple[str, str], ...]:
    """Three facts of a preview card, each (name, words): the results once there are any."""
    when = (_when_name(told), _when_short(told))
    results = told.results[:2]
    rest = ((_("Địa điểm"), told.where), (_("Đơn vị tổ chức"), told.unit_name))
    return (when, *results, *rest[: 2 - len(results)])


def came_words(*, turns: int, minutes: int) -> tuple[tuple[str, str], ...]:
    """Who came, as the first results."""
    came = (_("Tham gia"), _("%(turns)s lượt người") % {"turns": numbers.number(turns)})
    if not minutes:
        return (came,)
    return came, (_("Giờ tình nguyện"), _("%(hours)s giờ") % {"hours": numbers.hours(minutes)})


def call(told: ActivityTold) -> tuple[str, str]:
    """(what the poster asks for, what makes it easy)."""
    if told.takes_signups:
        return _("Quét mã để giữ chỗ"), _("Không cần tài khoản, mất chưa đến một phút.")
    if told.is_held:
        return _("Quét mã để xem kết quả"), _("Ảnh, con số và cách tham gia lần sau.")
    return _("Quét mã để xem chi tiết"), _("Trang cập nhật ngay khi có thay đổi.")


def _terms(told: ActivityTold) -> tuple[tuple[str, str], ...]:
    named = (
        (_("Khi nào"), when_words(told)),
        (_("Ở đâu"), told.where),
        (_("Tập trung"), told.meeting_point),
        (_("Mang theo"), listed_things(told.bring)),
        (_("Cần"), _wanted(told)),
        (_("Liên hệ"), spoken_phone(told.contact_phone)),
    )
    return tuple((name, words) for name, words in named if words)


def listed_things(things: Sequence[str]) -> str:
    """A bring list as part of a sentence: the first thing keeps its capital, the others lose theirs."""
    first, *others = things or ("",)
    return ", ".join([first, *(thing[:1].lower() + thing[1:] for thing in others)])


def _wanted(told: ActivityTold) -> str:
    if not told.capacity:
        return ""
    words = _("%(count)s người") % {"count": numbers.number(told.capacity)}
    if told.min_age:
        words += _(", từ %(age)s tuổi") % {"age": told.min_age}
    return words


def _call(told: ActivityTold) -> str:
    if told.takes_signups:
        return _("Giữ chỗ, không cần tài khoản:")
    return _("Xem chi tiết:")


def _result(told: ActivityTold) -> str:
    lines = [_("Kết quả: %(title)s") % {"title": told.title}, ""]
    lines += [f"{day_words(told)}, {told.where}"]
    lines += [f"- {name}: {amount}" for name, amount in told.results]
    lines += ["", _("Cảm ơn mọi người đã góp sức. Xem thêm:"), told.link]
    lines += [_("Ai đã tham gia: mở lại mã điểm danh, bấm hai lần để góp ý, không ghi tên.")]
    lines += ["", told.unit_name]
    return "\n".join(lines)


def _cancelled(told: ActivityTold) -> str:
    lines = [_("Hoạt động đã hủy: %(title)s") % {"title": told.title}]
    lines += [f"{day_words(told)}, {told.where}"]
    lines += [_("Lý do: %(reason)s") % {"reason": told.cancel_reason}, told.link, told.unit_name]
    return "\n".join(lines)


def _when_name(told: ActivityTold) -> str:
    if told.last_day == told.first_day:
        return weekday(told.first_day)
    days = (told.last_day - told.first_day).days + 1
    return _("%(days)s ngày") % {"days": days}


def _when_short(told: ActivityTold) -> str:
    if told.last_day != told.first_day:
        return f"{told.first_day:%d/%m} – {vn_date(told.last_day)}"
    if not told.shifts or told.is_held:
        return vn_date(told.first_day)
    return f"{vn_date(told.first_day)}, {vn_time(told.shifts[0][0])}"
