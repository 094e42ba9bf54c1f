"""Lists that leave: noted in the trail, because a file goes where no permission follows it."""

from datetime import datetime

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.work.types import ListTaken


EXPORT = "lists.export"
"""The kind of the job that writes a long one."""


def note_taken(*, by: Actor, code: str, unit_id: int, lines: int, now: datetime) -> None:
    """Note who took which list of how many lines. The caller has checked that ``by`` may."""
    audit.record(by=by, event=ListTaken(code, lines), unit_id=unit_id, now=now)
