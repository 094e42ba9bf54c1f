"""Messages to those who signed up: one trigger, one message, no personal matter in it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aoxanh.activities.models import Activity, Signup, Slot
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel


def tell(
    signup: Signup,
    *,
    activity: Activity,
    key: str,
    subject: str | Promise,
    body: str | Promise,
    now: datetime,
    by: Actor,
) -> None:
    """Post one message to whom ``signup`` belongs: on the portal, by e-mail, or as a text for the organiser to send.

    Who left no contact is told by the organiser, who sees them in the list.
    """
    person = signup.person
    channel, address = _channel(signup)
    if channel is None:
        return
    notices.post(
        by=by,
        key=f"signup:{signup.pk}:{key}",
        channel=channel,
        account_id=person.account_id if channel == Channel.IN_APP else None,
        address=address,
        unit_id=activity.unit_id,
        subject=str(subject),
        body=str(body),
        path=f"/hoat-dong/{activity.code}/",
        now=now,
    )


def _channel(signup: Signup) -> tuple[Channel | None, str]:
    person = signup.person
    if person.account_id is not None:
        return Channel.IN_APP, ""
    if person.email:
        return Channel.EMAIL, person.email
    return (Channel.TEXT, person.phone) if person.phone else (None, "")


def tell_promoted(signups: Iterable[Signup], *, slot: Slot, now: datetime, by: Actor) -> None:
    """Tell those whom a free place went to."""
    activity = slot.shift.activity
    for signup in signups:
        tell(
            signup,
            activity=activity,
            key="promoted",
            subject=_("Bạn đã có chỗ: %(title)s") % {"title": activity.title},
            body=_(
                "Có người rút nên bạn được chuyển từ danh sách dự bị lên. Ca bắt đầu lúc %(time)s ngày %(day)s. "
                "Nếu không đi được, hãy rút sớm để nhường chỗ."
            )
            % {
                "time": vn_time(slot.shift.starts_at),
                "day": vn_date(local_day(slot.shift.starts_at)),
            },
            now=now,
            by=by,
        )


def tell_decided(signup: Signup, *, slot: Slot, approved: bool, now: datetime, by: Actor) -> None:
    """Tell whether the organiser said yes."""
    activity = slot.shift.activity
    day = vn_date(local_day(slot.shift.starts_at))
    if approved:
        subject = _("Đăng ký đã được duyệt: %(title)s") % {"title": activity.title}
        body = _("Đơn vị tổ chức đã duyệt đăng ký của bạn. Hẹn gặp bạn ngày %(day)s.") % {
            "day": day
        }
    else:
        subject = _("Đăng ký chưa được nhận: %(title)s") % {"title": activity.title}
        body = _(
            "Rất tiếc, đơn vị tổ chức chưa nhận được đăng ký của bạn cho ngày %(day)s. "
            "Mời bạn xem các hoạt động khác trên cổng."
        ) % {"day": day}
    tell(signup, activity=activity, key="decided", subject=subject, body=body, now=now, by=by)


def tell_cancelled(
    signups: Iterable[Signup], *, activity: Activity, now: datetime, by: Actor
) -> None:
    """Tell everybody who was to come that the activity will not be held."""
    for signup in signups:
        tell(
            signup,
            activity=activity,
            key="cancelled",
            subject=_("Hoạt động đã hủy: %(title)s") % {"title": activity.title},
            body=_("Hoạt động bạn đăng ký đã hủy. Lý do: %(reason)s")
            % {"reason": activity.cancel_reason or _("xem trang hoạt động")},
            now=now,
            by=by,
        )
