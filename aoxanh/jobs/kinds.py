"""Every kind of job there is and the action that does it. Nothing else maps kinds to actions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from aoxanh.access import actions as access
from aoxanh.activities import actions as activities
from aoxanh.audit import actions as audit
from aoxanh.files import actions as files
from aoxanh.files.types import SUFFIXES, FileType
from aoxanh.jobs.errors import FiguresDiffer
from aoxanh.jobs.types import Kind, Outcome, Run
from aoxanh.kernel import exports
from aoxanh.kernel.numbers import number
from aoxanh.kernel.sheets import Cell, Sheet
from aoxanh.notices import actions as notices
from aoxanh.programmes import actions as programmes
from aoxanh.programmes import queries as figures
from aoxanh.programmes.types.frozen import FREEZE_JOB
from aoxanh.recognition import actions as recognition
from aoxanh.work import actions as work
from aoxanh.work.types import Batched


EXPORT_KEPT = timedelta(days=7)
REPORTED_EVERY = 2000


def _send_notices(run: Run) -> Outcome:
    delivered = notices.deliver(now=run.now())
    return Outcome(_("Đã gửi %(sent)s thông báo.") % {"sent": delivered.sent})


def _follow_trail(run: Run) -> Outcome:
    while programmes.follow(by=run.by, now=run.now()):
        continue
    return Outcome()


def _seal_trail(run: Run) -> Outcome:
    while audit.seal(by=run.by, now=run.now()):
        continue
    return Outcome()


def _check_figures(_run: Run) -> Outcome:
    wrong = figures.mismatches()
    if wrong:
        raise FiguresDiffer(count=len(wrong))
    return Outcome(_("Mọi số liệu khớp với số tính lại."))


def _release_quotas(run: Run) -> Outcome:
    places = activities.release_due_quotas(by=run.by, now=run.now())
    return Outcome(_("Đã trả lại %(count)s chỗ giữ cho các đơn vị.") % {"count": places})


def _sweep_files(run: Run) -> Outcome:
    swept = files.sweep(by=run.by, now=run.now())
    return Outcome(_("Đã xóa %(count)s tệp hết hạn lưu.") % {"count": swept.expired})


def _sweep_jobs(run: Run) -> Outcome:
    swept = work.sweep(now=run.now())
    return Outcome(_("Đã xóa %(count)s công việc cũ.") % {"count": swept.deleted})


def _forget(run: Run) -> Outcome:
    forgotten = work.forget_due(by=run.by, now=run.now())
    return Outcome(_("Đã xóa %(count)s mục hết thời hạn lưu.") % {"count": number(forgotten)})


def _warn_of_terms(run: Run) -> Outcome:
    roles = access.warn_of_ending(by=run.by, now=run.now())
    return Outcome(_("Đã nhắc %(roles)s vai trò sắp hết nhiệm kỳ.") % {"roles": roles})


def _remind_of_tasks(run: Run) -> Outcome:
    tasks = programmes.remind_of_tasks(by=run.by, now=run.now())
    return Outcome(_("Đã nhắc %(tasks)s nhiệm vụ đến hạn, quá hạn.") % {"tasks": tasks})


def _freeze_figures(run: Run) -> Outcome:
    asked, now = run.job.arguments, run.now()
    programmes.freeze_figures(
        by=run.by,
        unit_id=run.job.unit_id or 0,
        code=asked["code"],
        day=date.fromisoformat(asked["day"]),
        number=asked["number"],
        decided_on=date.fromisoformat(asked["decided_on"]) if asked["decided_on"] else None,
        now=now,
    )
    return Outcome(_("Đã chốt số liệu. Xem ở trang chương trình, mục Số đã chốt."))


def _look_after_frozen(run: Run) -> Outcome:
    told = programmes.propose_freezing(by=run.by, now=run.now())
    versions = programmes.look_again(by=run.by, now=run.now())
    said = _("Nhắc chốt số liệu: %(told)s tin. Số đã chốt có thêm %(versions)s bản đính chính.")
    return Outcome(said % {"told": told, "versions": versions})


def _clear_sessions(_run: Run) -> Outcome:
    import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()
    return Outcome()


def _issue_certificates(run: Run) -> Outcome:
    made = recognition.run_issue_batch(
        by=run.by, arguments=run.job.arguments, report=run.report, now=run.now()
    )
    counts = {"issued": made.issued, "left_out": made.left_out}
    return Outcome(
        _("Đã cấp %(issued)s giấy chứng nhận, bỏ qua %(left_out)s người, đơn vị.") % counts,
        file_id=made.file_id,
    )


def _make_recognition_file(run: Run) -> Outcome:
    kept = recognition.make_file(
        by=run.by,
        arguments=run.job.arguments,
        unit_id=run.job.unit_id or 0,
        report=run.report,
        now=run.now(),
    )
    return Outcome(_("Hồ sơ đã xong, tải về được trong 30 ngày."), file_id=kept.pk)


def _list_pass(task: str) -> Kind:
    """Checking, applying or undoing a list."""

    def run(run: Run) -> Outcome:
        done = work.run_pass(
            by=run.by,
            task=task,
            batch_id=run.job.arguments["batch_id"],
            report=run.report,
            now=run.now(),
        )
        return Outcome(_said(task, done) if done else "")

    return run


def _said(task: str, done: Batched) -> str:
    """How a pass over a list ended, for its asker."""
    counts = {
        "ready": number(done.ready),
        "faulty": number(done.faulty),
        "applied": number(done.applied),
        "kept": number(done.kept),
    }
    said = {
        work.CHECK: _(
            "%(ready)s dòng nhập được, %(faulty)s dòng cần sửa. Hãy mở danh sách để xem trước."
        ),
        work.APPLY: _("Đã nhập %(applied)s dòng, còn %(faulty)s dòng cần sửa."),
        work.UNDO: _("Đã hoàn tác, giữ lại %(kept)s dòng đã được dùng."),
    }
    return said[task] % counts


def _export(run: Run) -> Outcome:
    """A list written as a file, kept for a week for who asked."""
    given, unit_id = run.job.arguments, run.job.unit_id or 0
    list_, file_type = exports.export(given["code"]), FileType(given["type"])
    total = list_.count(run.by, given["filters"])
    work.note_taken(by=run.by, code=list_.code, unit_id=unit_id, lines=total, now=run.now())
    sheet = Sheet(
        title=given.get("title") or str(list_.title),
        headings=[str(heading) for heading in list_.headings],
        rows=_reported(run, list_.rows(run.by, given["filters"]), total),
        about=[(label, text) for label, text in given["about"]],
    )
    kept = files.store_list(
        by=run.by,
        unit_id=unit_id,
        name=f"{sheet.title}{SUFFIXES[file_type]}",
        sheet=sheet,
        file_type=file_type,
        keep_until=run.by.day + EXPORT_KEPT,
        now=run.now(),
    )
    return Outcome(_("Đã viết %(rows)s dòng.") % {"rows": number(total)}, file_id=kept.pk)


def _reported(run: Run, rows: Iterable[Sequence[Cell]], total: int) -> Iterator[Sequence[Cell]]:
    """The rows, with word of how far they are."""
    for done, row in enumerate(rows):
        if done % REPORTED_EVERY == 0:
            run.report(min(done, total), total)
        yield row


KINDS: Mapping[str, Kind] = {
    recognition.JOB_KIND: _issue_certificates,
    recognition.FILE_JOB: _make_recognition_file,
    "access.terms": _warn_of_terms,
    "figures.check": _check_figures,
    "figures.frozen": _look_after_frozen,
    FREEZE_JOB: _freeze_figures,
    "files.sweep": _sweep_files,
    work.APPLY: _list_pass(work.APPLY),
    work.EXPORT: _export,
    work.CHECK: _list_pass(work.CHECK),
    work.UNDO: _list_pass(work.UNDO),
    "notices.send": _send_notices,
    "quotas.release": _release_quotas,
    "sessions.clear": _clear_sessions,
    "tasks.remind": _remind_of_tasks,
    "trail.follow": _follow_trail,
    "trail.seal": _seal_trail,
    work.FORGET: _forget,
    "work.sweep": _sweep_jobs,
}
