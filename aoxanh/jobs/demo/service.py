"""Years of service in the demo: two schools go by rules, a student is on the way, proofs wait for an answer."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from aoxanh.jobs.demo.folk import OFFICERS
from aoxanh.jobs.demo.stage import Stage
from aoxanh.jobs.demo.world import World
from aoxanh.people import actions as people
from aoxanh.people.types import MembershipGiven, MembershipKind
from aoxanh.recognition import actions as recognition
from aoxanh.recognition.types import ElsewhereGiven


if TYPE_CHECKING:
    from aoxanh.people.models import Person
    from aoxanh.recognition.models import ElsewhereProof

_COLLEGE, _SCHOOL = "cao_dang", "thpt_le_quy_don"
_ADOPTED = date(2024, 9, 1)
_PAPER: Final = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 298]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 58>>stream
BT /F1 18 Tf 60 150 Td (Giay xac nhan - ban minh hoa) Tj ET
endstream
endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def count(world: World) -> int:
    """Let the schools count a year of service; gives how many proofs of service elsewhere there are."""
    stage, made = world.stage, world.tree
    for key, rule in ((_COLLEGE, "ngay_5"), (_SCHOOL, "ngay_3")):
        recognition.adopt_rule(
            by=stage.by,
            unit_id=made[key].unit_id,
            rule=rule,
            first_day=_ADOPTED,
            now=stage.now,
        )
    volunteer = world.accounts["volunteer"].person
    people.join(
        by=stage.by,
        person_id=volunteer.pk,
        unit_id=made[_COLLEGE].unit_id,
        membership=MembershipGiven(
            kind=MembershipKind.STUDENT_MEMBER,
            student_code="CĐ20457",
            class_name="K20A",
            faculty="Khoa Sư phạm",
            valid_from=_ADOPTED,
        ),
        now=stage.now,
    )
    pupils = [member.person for member in world.folk.of(_SCHOOL)[OFFICERS:]]
    _declared(stage, volunteer, "Tiếp sức người bệnh", "Bệnh viện Đa khoa Hà Nội", 30, days=1)
    kept = _declared(stage, pupils[0], "Hiến máu tại Hà Nội", "Viện Huyết học", 40, days=1)
    recognition.decide_elsewhere(by=stage.by, proof_id=kept.pk, confirmed=True, now=stage.now)
    refused = _declared(stage, pupils[1], "Thi chạy vì môi trường", "Câu lạc bộ chạy", 35, days=1)
    recognition.decide_elsewhere(
        by=stage.by,
        proof_id=refused.pk,
        confirmed=False,
        reason="Giấy không ghi tên người tham gia",
        now=stage.now,
    )
    _declared(stage, pupils[2], "Dạy học hè ở Sơn La", "Tỉnh đoàn Sơn La", 60, days=2)
    return 4


def _declared(
    stage: Stage, person: "Person", title: str, organiser: str, days_ago: int, *, days: int
) -> "ElsewhereProof":
    first = stage.day - timedelta(days=days_ago)
    given = ElsewhereGiven(
        title=title,
        organiser=organiser,
        first_day=first,
        last_day=first + timedelta(days=days - 1),
        days=days,
    )
    return recognition.declare_elsewhere(
        by=replace(stage.by, person_id=person.pk),
        person_id=person.pk,
        given=given,
        name="giay-xac-nhan.pdf",
        content=_PAPER,
        now=stage.now,
    )
