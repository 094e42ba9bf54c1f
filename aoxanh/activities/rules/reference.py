"""Reference files read and checked line by line, before anything is written."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.errors import ReferenceFileRefused
from aoxanh.activities.rules.campaigns import day_of_year
from aoxanh.activities.rules.stages import Path
from aoxanh.activities.types import (
    TEXT_BLANKS,
    ActivityMode,
    KindFamily,
    MetricSource,
    Proof,
    Trait,
)
from aoxanh.kernel.lifecycles import StageUse
from aoxanh.kernel.lined import Lined, LinedFault, read_rows
from aoxanh.people.types import YouthCategory


MOST_HOURS_AHEAD = 14 * 24
_CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")

TABLES = (
    "fields",
    "kinds",
    "lifecycles",
    "safety",
    "metrics",
    "reminders",
    "templates",
    "campaigns",
    "forces",
    "links",
    "criteria",
)
"""What can be loaded, in the order in which rows lean on each other; files are named ``<table>*.yaml``."""

_REQUIRED: Mapping[str, Mapping[str, type]] = {
    "fields": {"code": str, "name": str},
    "kinds": {"code": str, "name": str, "family": str, "yields_hours": bool},
    "lifecycles": {"code": str, "name": str, "runs": str, "evaluates": str, "stages": list},
    "safety": {"code": str, "text": str, "traits": list},
    "metrics": {"code": str, "name": str, "unit_name": str},
    "forces": {"code": str, "name": str, "core": bool, "youth": list},
    "links": {"code": str, "name": str},
    "criteria": {"code": str, "name": str},
    "reminders": {"code": str, "name": str, "hours": int, "usual": bool},
    "campaigns": {
        "code": str,
        "name": str,
        "scene": str,
        "starts": str,
        "ends": str,
        "branches": list,
        "metrics": list,
    },
    "templates": {
        "code": str,
        "name": str,
        "kind": str,
        "lifecycle": str,
        "field": str,
        "scene": str,
        "places": int,
        "shift_hours": int,
        "roles": list,
        "stages": dict,
    },
}
_OPTIONAL: Mapping[str, Mapping[str, type]] = {
    "lifecycles": {"full_path": bool},
    "kinds": {"trains": bool, "meets": bool, "evidence": list},
    "metrics": {"is_money": bool, "is_beneficiaries": bool, "is_work": bool, "counted": str},
    "campaigns": {"summary": str},
    "links": {"hint": str},
    "templates": {
        "summary": str,
        "other_fields": list,
        "mode": str,
        "traits": list,
        "min_age": int,
        "bring": list,
        "safety": list,
        "reminders": list,
        "sites": str,
        "shifts": list,
        "counters": list,
        "results": list,
        "yearly": list,
        "counts_with": list,
        "texts": list,
    },
}


class Entry(Lined):
    """One entry of a file, with where it stands."""

    def refuse(self, reason: str | Promise) -> ReferenceFileRefused:
        return ReferenceFileRefused(file=self.file, line=self.line, reason=reason)


@dataclass(frozen=True, slots=True)
class Known:
    """What templates may name: codes already loaded or about to be."""

    kinds: Collection[str]
    fields: Collection[str]
    metrics: Collection[str]
    reminders: Collection[str]
    paths: Mapping[str, Path]


def read(table: str, file: str, text: str) -> list[Entry]:
    """The entries of one file, each complete and of the right types. Raises ``ReferenceFileRefused``."""
    required, optional = _REQUIRED[table], _OPTIONAL.get(table, {})
    try:
        return read_rows(text, file=file, required=required, optional=optional, make=Entry)
    except LinedFault as fault:
        raise ReferenceFileRefused(file=file, line=fault.line, reason=fault.reason) from fault


def check_once(entries: Collection[Entry]) -> None:
    """Refuse a code that occurs twice."""
    seen: set[str] = set()
    for entry in entries:
        if entry["code"] in seen:
            raise entry.refuse(format_lazy(_("mã “{code}” đã có ở trên"), code=entry["code"]))
        seen.add(entry["code"])


def _check_choice(entry: Entry, value: object, allowed: Collection[Any]) -> None:
    if value not in allowed:
        raise entry.refuse(format_lazy(_("“{value}” không có trong danh mục"), value=value))


def check_kind(entry: Entry) -> None:
    _check_choice(entry, entry["family"], KindFamily.values)
    for proof in entry.get("evidence", []):
        _check_choice(entry, proof, Proof.values)


def check_safety(entry: Entry) -> None:
    for trait in entry["traits"]:
        _check_choice(entry, trait, Trait.values)


def check_reminder(entry: Entry) -> None:
    """Refuse a reminder that would come when its shift has begun, or weeks ahead."""
    if not 1 <= entry["hours"] <= MOST_HOURS_AHEAD:
        reason = format_lazy(_("“hours” cần từ 1 đến {most}"), most=MOST_HOURS_AHEAD)
        raise entry.refuse(reason)


def check_metric(entry: Entry) -> None:
    _check_choice(entry, entry.get("counted", ""), MetricSource.values)


def check_force(entry: Entry) -> None:
    for category in entry["youth"]:
        _check_choice(entry, category, YouthCategory.values)


def check_campaign(entry: Entry, known: Known) -> None:
    """Refuse a type of campaign without a season, or measured by what no metric names."""
    for key in ("starts", "ends"):
        try:
            day_of_year(entry[key])
        except ValueError as fault:
            reason = format_lazy(_("“{key}” cần dạng tháng-ngày như 06-01"), key=key)
            raise entry.refuse(reason) from fault
    for metric in entry["metrics"]:
        _check_choice(entry, metric, known.metrics)
    for row in entry["branches"]:
        _check_row(entry, row, ("name", "note"))


def path_of(entry: Entry) -> Path:
    """The lifecycle an entry describes. Raises ``ReferenceFileRefused``."""
    try:
        return Path.parse(entry)
    except (KeyError, TypeError, ValueError) as fault:
        reason = _("các bước chưa hợp lệ: cần mã riêng từng bước, bước triển khai rồi đến đánh giá")
        raise entry.refuse(reason) from fault


def check_template(entry: Entry, known: Known) -> None:
    """Refuse a template that names what is not there, or leaves out a stage without saying why."""
    _check_choice(entry, entry["kind"], known.kinds)
    _check_choice(entry, entry["lifecycle"], known.paths)
    for field in (entry["field"], *entry.get("other_fields", [])):
        _check_choice(entry, field, known.fields)
    _check_choice(entry, entry.get("mode", ActivityMode.REGULAR), ActivityMode.values)
    for trait in entry.get("traits", []):
        _check_choice(entry, trait, Trait.values)
    for code in entry.get("reminders", []):
        _check_choice(entry, code, known.reminders)
    if not entry["roles"]:
        raise entry.refuse(_("cần ít nhất một vai trò"))
    for row in entry["roles"]:
        _check_row(entry, row, ("code", "name"), ("places",))
    for row in entry.get("safety", []):
        _check_row(entry, row, ("code", "text"))
    _check_stages(entry, known.paths[entry["lifecycle"]])
    _check_pack(entry, known)


def _check_pack(entry: Entry, known: Known) -> None:
    """What a pack adds: shifts with hours, what is counted and closed with, texts with known blanks."""
    for metric in (*entry.get("counters", []), *entry.get("results", [])):
        _check_choice(entry, metric, known.metrics)
    _check_yearly(entry)
    for row in entry.get("shifts", []):
        _check_row(entry, row, ("name", "begins", "ends", "task"))
        if not (_CLOCK.match(row["begins"]) and _CLOCK.match(row["ends"])):
            raise row.refuse(_("giờ của ca cần dạng 07:30"))
        if row["begins"] >= row["ends"]:
            raise row.refuse(_("ca phải kết thúc sau khi bắt đầu, trong cùng ngày"))
    for row in entry.get("texts", []):
        _check_row(entry, row, ("name", "text"))
        if not set(re.findall(r"{([^}]*)}", row["text"])) <= set(TEXT_BLANKS):
            blanks = " ".join(f"{{{name}}}" for name in TEXT_BLANKS)
            raise row.refuse(format_lazy(_("lời sẵn chỉ điền được {blanks}"), blanks=blanks))


def _check_yearly(entry: Entry) -> None:
    for key in ("yearly", "counts_with"):
        if not all(isinstance(code, str) for code in entry.get(key, [])):
            raise entry.refuse(format_lazy(_("“{key}” là danh sách các mã"), key=key))


def _check_row(
    entry: Entry, row: object, keys: tuple[str, ...], optional: tuple[str, ...] = ()
) -> None:
    where = row if isinstance(row, Entry) else entry
    if not isinstance(row, Entry) or set(row) - set(optional) != set(keys):
        raise where.refuse(format_lazy(_("cần đúng các mục {keys}"), keys=", ".join(keys)))


def _check_stages(entry: Entry, path: Path) -> None:
    codes = {stage.code for stage in path.lifecycle.stages}
    for code, row in entry["stages"].items():
        _check_choice(entry, code, codes)
        _check_row(entry, row, ("use", "reason"))
        _check_choice(row, row["use"], (StageUse.MERGED, StageUse.LEFT_OUT))
        if not row["reason"]:
            raise row.refuse(_("bước không giữ thì phải ghi lý do"))
        if code in (path.runs, path.evaluates):
            raise row.refuse(_("không thể bỏ bước triển khai hoặc đánh giá"))


def check_full_path(entries: Collection[Entry], stored: Collection[str]) -> None:
    """Refuse a second lifecycle that calls itself the full path."""
    full = set(stored) - {entry["code"] for entry in entries if not entry.get("full_path")}
    for entry in entries:
        if not entry.get("full_path"):
            continue
        if full - {entry["code"]}:
            raise entry.refuse(_("đã có một lộ trình đầy đủ khác"))
        full.add(entry["code"])
