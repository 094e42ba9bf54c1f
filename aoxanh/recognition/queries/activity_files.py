"""“Hồ sơ khen thưởng” of an activity: who took part for how long, the figures, photos and links, in one archive."""

import zipfile
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final

from aoxanh.activities import queries as activities
from aoxanh.activities.types import Attended
from aoxanh.documents import queries as documents
from aoxanh.files import queries as files
from aoxanh.files.types import FileType
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date, vn_long_date
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.numbers import hours, number
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Sheet
from aoxanh.kernel.text import fold
from aoxanh.people import queries as people
from aoxanh.recognition import rules
from aoxanh.recognition.types import ActivityFacts, FileAsked
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Evidence

LAYOUT: Final = "people_sheet"
_ONE_DAY = timedelta(days=1)
_COLUMNS = (
    ("TT", 8, "center"),
    ("Họ và tên", 40, "left"),
    ("Mã số", 20, "left"),
    ("Đơn vị", 44, "left"),
    ("Vai trò", 26, "left"),
    ("Giờ", 12, "right"),
    ("Nguồn ghi nhận", 30, "left"),
)


def activity_facts(asked: FileAsked, *, actor: Actor) -> ActivityFacts:
    """The activity, those who came and what it brought about, for officers who may see both.

    Raises ``Missing``, ``NotAllowed``.
    """
    activity = activities.activity(activity_id=asked.activity_id, actor=actor)
    actor.require(Permission.SIGNUP_VIEW, at=activity.unit_id)
    came = activities.attended(activity_id=activity.pk, actor=actor)
    unit_ids = {one.unit_id for one in came if one.unit_id} | {activity.unit_id}
    return ActivityFacts(
        activity=activity,
        came=tuple(came),
        codes=people.student_codes(
            [one.person_id for one in came], day=activity.starts_on, actor=actor
        ),
        unit_names=units.names_at(unit_ids, activity.ends_on - _ONE_DAY),
        feedback=activities.feedback_of(activity_id=activity.pk, actor=actor),
        article=asked.article,
    )


def recognition_file(
    asked: FileAsked, *, actor: Actor, on: datetime, report: Callable[[int, int], None]
) -> bytes:
    """The whole file as an archive; ``report`` is told (done, total).

    Raises ``Missing``, ``NotAllowed`` and, when a photo is gone, ``FileGone``.
    """
    facts = activity_facts(asked, actor=actor)
    chosen = _chosen(asked, actor)
    total = len(chosen) + 3
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1-ho-so.pdf", _paper(facts, actor, on))
        report(1, total)
        archive.writestr("2-danh-sach.xlsx", files.written(_sheet(facts), FileType.XLSX))
        report(2, total)
        archive.writestr("3-so-lieu.txt", "\r\n".join(_lines(facts)).encode("utf-8-sig"))
        for place, picture in enumerate(chosen, start=1):
            report(place + 2, total)
            if picture.file is not None:
                archive.writestr(_picture_name(place, picture), files.content(picture.file))
    report(total, total)
    return target.getvalue()


def _chosen(asked: FileAsked, actor: Actor) -> "list[Evidence]":
    found = activities.pictures(activity_id=asked.activity_id, actor=actor)
    return [picture for picture in found if picture.pk in asked.picture_ids]


def _picture_name(place: int, picture: "Evidence") -> str:
    """``anh/01-don-duong.jpg``: what archives of every system can hold."""
    words = "-".join(fold(picture.caption).split())[:60] or "hoat-dong"
    plain = "".join(sign for sign in words if sign.isascii() and (sign.isalnum() or sign == "-"))
    return f"anh/{place:02d}-{plain or 'hoat-dong'}.jpg"


def _days(activity: "Activity") -> str:
    last = activity.ends_on - _ONE_DAY
    first = vn_date(activity.starts_on)
    return first if last == activity.starts_on else f"{first} – {vn_date(last)}"


def _summary(facts: ActivityFacts) -> str:
    turns = sum(one.shifts for one in facts.came)
    told = f"{number(len(facts.came))} người, {number(turns)} lượt, {hours(facts.minutes)} giờ đã ghi nhận"
    return f"{_days(facts.activity)}. {facts.organiser}. {told}"


def _lines(facts: ActivityFacts) -> list[str]:
    """The figures, line by line: results, feedback once enough answered, and where to read on."""
    activity = facts.activity
    told = [
        activity.title,
        f"Đơn vị tổ chức: {facts.organiser}",
        f"Thời gian: {_days(activity)}",
        f"Địa điểm: {', '.join(part for part in (activity.spot, activity.place.full_name) if part)}",
        f"Tham gia: {_summary(facts).rsplit('. ', 1)[-1]}",
    ]
    told += [
        f"{output.metric.name}: {'khoảng ' if output.about else ''}"
        f"{rules.amount_in_words(output.amount)} {output.metric.unit_name}"
        for output in activity.outputs.all()
    ]
    if activity.beneficiaries:
        told.append(f"Đối tượng thụ hưởng: {activity.beneficiaries}")
    told.append(_feedback(facts))
    if activity.evaluation:
        told.append(f"Đánh giá: {activity.evaluation}")
    if facts.article:
        told.append(f"Bài viết: {facts.article}")
    told.append(f"Trang hoạt động: {activities.short_link(activity.code)}")
    return told


def _feedback(facts: ActivityFacts) -> str:
    feedback = facts.feedback
    if not feedback.is_enough:
        return f"Phản hồi: chưa có số liệu ({number(feedback.answers)} người trả lời)"
    share = round(feedback.answers * 100 / len(facts.came)) if facts.came else 0
    return (
        f"Phản hồi: {feedback.satisfied} % đánh giá tốt trở lên,"
        f" {number(feedback.answers)} người trả lời ({share} % người tham gia)"
    )


def _cells(facts: ActivityFacts, place: int, one: Attended) -> list[str]:
    code = facts.codes.get(one.person_id, ("", ""))
    return [
        str(place),
        one.full_name,
        " ".join(part for part in code if part),
        facts.unit_names.get(one.unit_id or 0, ""),
        one.role,
        hours(one.minutes),
        ", ".join(rules.source_label(source) for source in one.sources),
    ]


def _sheet(facts: ActivityFacts) -> Sheet:
    return Sheet(
        title="Danh sách tham gia",
        headings=(
            "TT",
            "Họ và tên",
            "Mã số",
            "Lớp",
            "Đơn vị",
            "Vai trò",
            "Số ca",
            "Số giờ",
            "Nguồn",
        ),
        rows=[
            [
                place,
                one.full_name,
                *facts.codes.get(one.person_id, ("", "")),
                facts.unit_names.get(one.unit_id or 0, ""),
                one.role,
                one.shifts,
                round(one.minutes / 60, 2),
                ", ".join(rules.source_label(source) for source in one.sources),
            ]
            for place, one in enumerate(facts.came, start=1)
        ],
        about=[("Hồ sơ", line) for line in _lines(facts)],
    )


@in_vietnamese
def _paper(facts: ActivityFacts, actor: Actor, on: datetime) -> bytes:
    """The list with hours in the layout of the unit's papers, the figures above it."""
    activity = facts.activity
    head, _family = documents.letterhead(unit_id=activity.unit_id, day=actor.day)
    day = vn_long_date(actor.day)
    values = {
        "document_title": f"Hồ sơ khen thưởng: {activity.title}",
        "document_author": head.name,
        "issuing_body": [line for line in (head.superior, head.body) if line],
        "organisation": head.organisation,
        "number": "",
        "place_and_day": f"{head.place_name}, {day}" if head.place_name else day.capitalize(),
        "heading": "DANH SÁCH ĐỀ NGHỊ GHI NHẬN, KHEN THƯỞNG",
        "subject": activity.title,
        "landscape": True,
        "columns": [
            {"head": name, "width": width, "align": side} for name, width, side in _COLUMNS
        ],
        "signs": ["Người lập", head.on_behalf],
        "footer": activity.title,
        "about": ". ".join((_summary(facts), _feedback(facts))),
        "rows": [_cells(facts, place, one) for place, one in enumerate(facts.came, start=1)],
        "total": [],
        "closing": f"Danh sách có {len(facts.came)} người.",
        "empty": "Chưa có người nào trong danh sách.",
    }
    return documents.typeset(LAYOUT, values, on=on)


def pictures_of(*, activity_id: int, actor: Actor) -> "Collection[Evidence]":
    """The photos that may go into the file."""
    return list(activities.pictures(activity_id=activity_id, actor=actor))
