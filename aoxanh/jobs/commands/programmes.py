"""`aoxanh programmes`: a plan with its phases, tasks, indicators as a file: check, load, compare, take out."""

import argparse
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.jobs import clock
from aoxanh.jobs.errors import NotSetUp
from aoxanh.jobs.speaking import say
from aoxanh.kernel.actors import Actor
from aoxanh.programmes import actions, queries
from aoxanh.units import queries as units


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    file_words = _("tệp YAML của chương trình")
    check = verbs.add_parser("check", help=_("kiểm tra tệp, không nạp gì"))
    check.add_argument("file", type=Path, metavar=_("TỆP"), help=file_words)
    load = verbs.add_parser("load", help=_("nạp một chương trình vào cổng đã thiết lập"))
    load.add_argument("file", type=Path, metavar=_("TỆP"), help=file_words)
    diff = verbs.add_parser("diff", help=_("so hai bản: mỗi bản là một tệp hoặc mã chương trình"))
    diff.add_argument("before", metavar=_("BẢN-1"), help=_("tệp hoặc mã, ví dụ kế hoạch cấp trên"))
    diff.add_argument("after", metavar=_("BẢN-2"), help=_("tệp hoặc mã, ví dụ kế hoạch cấp dưới"))
    export = verbs.add_parser("export", help=_("in một chương trình thành tệp YAML"))
    export.add_argument("code", metavar=_("MÃ"), help=_("mã chương trình"))
    export.add_argument(
        "--edition", type=int, metavar=_("SỐ"), help=_("bản thứ mấy, mặc định mới nhất")
    )
    close = verbs.add_parser("close", help=_("kết thúc một chương trình, không mở lại được"))
    close.add_argument("code", metavar=_("MÃ"), help=_("mã chương trình"))


def run(options: argparse.Namespace) -> int:
    """Raises ``NotSetUp`` and what reading, loading and closing a programme raises."""
    verb = _VERBS[options.verb]
    now = clock.read()
    verb(options, clock.system(f"programmes {options.verb}", now))
    return 0


def _check(options: argparse.Namespace, by: Actor) -> None:
    del by
    plan = actions.read_plan(options.file)
    told = {
        "name": plan["name"],
        "indicators": len(plan["indicators"]),
        "tasks": len(plan.get("tasks", [])),
    }
    say(_("Tệp đúng: “%(name)s”, %(indicators)s chỉ tiêu, %(tasks)s nhiệm vụ.") % told)


def _load(options: argparse.Namespace, by: Actor) -> None:
    root_id = units.instance().root_id
    if root_id is None:
        raise NotSetUp
    before = {each.code: each.edition for each in queries.programmes(actor=by)}
    programme = actions.load(by=by, unit_id=root_id, path=options.file, now=clock.read())
    told = {"name": programme.name, "n": queries.programme(programme.code, actor=by).edition}
    if programme.code not in before:
        say(_("Đã nạp chương trình “%(name)s”.") % told)
    elif before[programme.code] == told["n"]:
        say(_("Chương trình “%(name)s” đã như tệp này, không có gì thay đổi.") % told)
    else:
        say(_("Đã sửa chương trình “%(name)s”, nay là bản thứ %(n)s.") % told)


def _diff(options: argparse.Namespace, by: Actor) -> None:
    before, after = (_document(name, by) for name in (options.before, options.after))
    found = list(queries.differences(before, after))
    for each in found:
        say(f"{each.path}: {_shown(each.before)} → {_shown(each.after)}")
    say(_("%(number)s chỗ khác nhau.") % {"number": len(found)})


def _document(name: str, by: Actor) -> dict[str, Any]:
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        return actions.plain_document(actions.read_plan(path))
    return queries.document(name, actor=by)


def _shown(value: object) -> str:
    if value is None:
        return _("(không có)")
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or value)
    return str(value)


def _export(options: argparse.Namespace, by: Actor) -> None:
    document = queries.document(options.code, actor=by, edition=options.edition)
    say(queries.plan_text(document).rstrip())


def _close(options: argparse.Namespace, by: Actor) -> None:
    closed = actions.close_programme(
        by=by,
        programme_id=queries.programme_id(options.code, actor=by),
        now=clock.read(),
    )
    say(
        _("Đã kết thúc chương trình “%(name)s”. Vẫn đọc được, không sửa nữa.")
        % {"name": closed.name}
    )


_VERBS = {
    "check": _check,
    "load": _load,
    "diff": _diff,
    "export": _export,
    "close": _close,
}
