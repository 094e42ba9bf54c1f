"""Certificates of the demo: some batches, a revoked one with its replacement, a yearly one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from aoxanh.jobs.demo.past import Held
from aoxanh.jobs.demo.stage import Stage
from aoxanh.jobs.demo.tree import ROOT
from aoxanh.jobs.demo.world import World
from aoxanh.kernel.periods import Period
from aoxanh.recognition import actions as recognition
from aoxanh.recognition import queries
from aoxanh.recognition.types import (
    CommendationForm,
    CommendationLevel,
    CommendationOccasion,
    Decision,
    Proposal,
    Scope,
)


if TYPE_CHECKING:
    from aoxanh.recognition.models import Certificate


_AFTER = timedelta(days=5)
"""How long after an activity its papers are issued."""

_VOLUNTEERS_OWN = 5
_BATCHES = {"03405": 3, "03394": 2, "03408": 2, ROOT: 2, "thpt_le_quy_don": 1, "03595": 1}
"""Unit → of how many of its last activities everybody got a paper."""

_EARNED = {
    "03405": ("chung_nhan_tntn", "huy_hieu_tntn"),
    ROOT: ("chung_nhan_tntn", "doi_nhom_tich_cuc", "don_vi_tinh_nguyen"),
}
"""Unit → papers that some of the people and units that earned them got last month."""

_EARNED_EACH = 24
_LAST_MONTH = timedelta(days=30)
_REASON = "Sai tên hoạt động trong bản in đầu; đã cấp lại giấy khác."


def issue(world: World, held: Sequence[Held]) -> int:
    """Issue by the batch and for the printed volunteer; gives how many are in the register."""
    stage, made, count = world.stage, world.tree, 0
    for key, wanted in _BATCHES.items():
        own = [each for each in held if each.plan.unit.key == key and each.plan.theme.earns_hours]
        for each in own[-wanted:]:
            count += _batch(stage, made[key].unit_id, each)
    volunteer = world.accounts["volunteer"].person.pk
    own = [each for each in held if each.plan.unit.key == "03405"]
    count += _of_volunteer(stage, made["03405"].unit_id, own, volunteer)
    then = stage.on(stage.day - _LAST_MONTH)
    _commend(then, made["03405"].unit_id, volunteer)
    return count + sum(
        _earned(then, made[key].unit_id, rule) for key, rules in _EARNED.items() for rule in rules
    )


def _commend(then: Stage, unit_id: int, person_id: int) -> None:
    """A person with a decision, a collective and the whole union proposed."""
    merit = "Nòng cốt trong các hoạt động giúp bản vùng cao"
    given = Proposal(
        person_id=person_id,
        form=CommendationForm.PRAISE,
        level=CommendationLevel.PROVINCE,
        occasion=CommendationOccasion.PERIODIC,
        merit=merit,
    )
    praised = recognition.propose_commendation(
        by=then.by, unit_id=unit_id, given=given, now=then.now
    )
    decision = Decision(
        number="41-QĐ/TĐTN",
        decided_on=then.day,
        authority="Tỉnh đoàn Lai Châu",
        form=CommendationForm.PRAISE,
        level=CommendationLevel.PROVINCE,
    )
    recognition.decide_commendation(
        by=then.by, commendation_id=praised.pk, given=decision, now=then.now
    )
    team = "Đội thanh niên tình nguyện ứng phó mưa lũ"
    for who in ({"name": team}, {"unit_id": unit_id}):
        row = replace(
            given,
            person_id=None,
            **who,
            occasion=CommendationOccasion.AD_HOC,
            merit="Cùng dân bản dọn bùn, dựng lại nhà sau lũ",
        )
        recognition.propose_commendation(by=then.by, unit_id=unit_id, given=row, now=then.now)


def _earned(then: Stage, unit_id: int, rule: str) -> int:
    """Papers of a rule, each with its day, for some of those who earned them by then."""
    period = queries.period_of_rule(queries.recognition_rule(rule), then.day)
    scope = Scope(period=period, rule=rule)
    everybody = queries.eligible(unit_id=unit_id, scope=scope, actor=then.by)
    issued = recognition.issue_chunk(
        by=then.by,
        unit_id=unit_id,
        scope=scope,
        holder_ids=[each.holder_id for each in everybody[:_EARNED_EACH]],
        now=then.now,
    )
    return len(issued)


def _batch(stage: Stage, unit_id: int, each: Held) -> int:
    then = stage.on(each.plan.last_day + _AFTER)
    scope = Scope(activity_id=each.activity_id)
    everybody = queries.bases(unit_id=unit_id, scope=scope, holder_ids=None, actor=then.by)
    issued = recognition.issue_chunk(
        by=then.by, unit_id=unit_id, scope=scope, holder_ids=sorted(everybody), now=then.now
    )
    return len(issued)


def _of_volunteer(stage: Stage, unit_id: int, held: Sequence[Held], person_id: int) -> int:
    """Papers of single activities, the first of them issued anew, and one for last year as a whole."""
    papers = 0
    for each in held:
        then = stage.on(each.plan.last_day + _AFTER)
        paper = _one(then, unit_id, Scope(activity_id=each.activity_id), person_id)
        if paper is None:
            continue
        papers += 1
        if papers == 1:
            later = stage.on(each.plan.last_day + 3 * _AFTER)
            recognition.replace(by=later.by, certificate_id=paper.pk, reason=_REASON, now=later.now)
            papers += 1
        if papers == _VOLUNTEERS_OWN:
            break
    year = stage.day.year - 1
    whole = Scope(period=Period(date(year, 1, 1), date(year + 1, 1, 1)))
    return papers + bool(_one(stage, unit_id, whole, person_id))


def _one(then: Stage, unit_id: int, scope: Scope, person_id: int) -> "Certificate | None":
    """A paper for one person, unless they did nothing in the scope or hold one already."""
    served = queries.bases(unit_id=unit_id, scope=scope, holder_ids=(person_id,), actor=then.by)
    known = queries.issued(unit_id=unit_id, scope=scope, actor=then.by)
    if not served or known.filter(person_id=person_id).exists():
        return None
    return recognition.issue(
        by=then.by, unit_id=unit_id, scope=scope, holder_id=person_id, now=then.now
    )
