"""Models of work that units of the demo keep, and who took them up."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from aoxanh.jobs.demo.stage import dice, texts
from aoxanh.jobs.demo.tree import ROOT
from aoxanh.jobs.demo.world import World
from aoxanh.practices import actions, queries
from aoxanh.practices.types import (
    FIELDS,
    IdeaGiven,
    IdeaKind,
    NominationOutcome,
    PracticeField,
    PracticeGiven,
)


if TYPE_CHECKING:
    from collections.abc import Sequence

    from aoxanh.jobs.demo.stage import Stage
    from aoxanh.practices.models import Practice, Round

_ADAPTED = (
    "Đổi ngày gom áo sang phiên chợ để bà con tiện mang đến.",
    "Làm cùng điểm trường, giáo viên giữ sổ thay trưởng bản.",
    "Rút còn hai buổi mỗi tháng cho hợp mùa vụ.",
    "Dùng nhà văn hóa bản làm nơi tập kết, thêm nhóm phụ huynh.",
)
_REASONS = (
    "Làm được với tiền nhỏ, bản nào cũng có người giữ.",
    "Ba mùa liền vẫn duy trì, bà con tự nhân lên.",
    "Có sổ ghi từng buổi, số liệu đối chiếu được.",
)
_OF_LAST_YEAR = 3
_POINTS = ((28, 22, 18, 13, 8), (25, 20, 17, 12, 7), (18, 21, 12, 6, 9))
_OUTCOMES = (
    NominationOutcome.HONOURED,
    NominationOutcome.RECOGNISED,
    NominationOutcome.DECLINED,
)
_IDEAS = (
    (
        IdeaKind.SOLUTION,
        "Một sổ trực chung cho ba xã giáp ranh",
        "Ba Đoàn xã dùng chung lịch trực đón người đi chợ phiên, khỏi trùng người trùng việc.",
    ),
    (
        IdeaKind.PROJECT,
        "Tủ sách lưu động theo điểm trường",
        "Mỗi tháng chuyển tủ sách một lần giữa các điểm trường, đoàn viên giữ sổ mượn.",
    ),
)


def fill(world: World) -> int:
    """Models in the registry, kept by communes, taken up by others; gives how many."""
    stage, throws = world.stage, dice("practices")
    communes = [unit for unit in world.tree.of_sort("COMMUNE") if unit.lives_on(stage.day)]
    models = texts("practices")
    keepers = throws.sample(communes, len(models))
    written = []
    for place, (keeper, model) in enumerate(zip(keepers, models, strict=True)):
        is_older = place >= len(models) - _OF_LAST_YEAR
        then = stage.on(date(stage.day.year - 1, 9, 15)) if is_older else stage
        made = actions.write(
            by=then.by,
            unit_id=keeper.unit_id,
            practice=PracticeGiven(
                texts={field: model.get(field, "") for field in FIELDS}
                | {PracticeField.LEVEL: "Cấp xã", PracticeField.SCOPE: "Toàn xã"},
                year=then.day.year,
                summary=model["summary"],
                field_codes=tuple(model["fields"]),
            ),
            now=then.now,
        )
        actions.put_into_registry(by=then.by, practice_id=made.pk, now=then.now)
        written.append(made)
        others = [unit for unit in communes if unit is not keeper]
        for number, taker in enumerate(throws.sample(others, throws.randint(3, 9))):
            _take_up(world, made.pk, taker.unit_id, number)
    _judge(world, written)
    _ask(world, keepers[0].unit_id)
    _write_handbook(world)
    return len(models)


def _judge(world: World, written: "Sequence[Practice]") -> None:
    """Last year's round with its points and results, this year's under way with nominations."""
    this_year, older = world.stage, written[-_OF_LAST_YEAR:]
    opened = _round(world, this_year.on(date(this_year.day.year - 1, 10, 1)), older)
    ended = this_year.on(date(this_year.day.year - 1, 12, 12))
    judge = world.accounts["province"].actor(ended.day)
    outcomes = {}
    for each, outcome, points in zip(opened.nominations.all(), _OUTCOMES, _POINTS, strict=True):
        given = dict(zip((line.code for line in queries.criteria_of(opened)), points, strict=True))
        actions.appraise(by=judge, nomination_id=each.pk, points=given, note="", now=ended.now)
        outcomes[each.pk] = outcome
    actions.announce(by=ended.by, round_id=opened.pk, outcomes=outcomes, now=ended.now)
    _round(world, this_year, written[-_OF_LAST_YEAR - 4 : -_OF_LAST_YEAR])


def _round(world: World, stage: "Stage", chosen: "Sequence[Practice]") -> "Round":
    """A round opened on a day, with what units brought forward."""
    opened = actions.open_round(
        by=stage.by,
        unit_id=world.tree[ROOT].unit_id,
        year=stage.day.year,
        nominate_until=stage.day + timedelta(days=20),
        now=stage.now,
    )
    for place, practice in enumerate(chosen):
        actions.nominate(
            by=stage.by,
            unit_id=practice.unit_id,
            practice_id=practice.pk,
            reason=_REASONS[place % len(_REASONS)],
            now=stage.now,
        )
    return opened


def _ask(world: World, unit_id: int) -> None:
    """A recommendation and ideas that wait in the province's box, one of them answered."""
    stage, root = world.stage, world.tree[ROOT].unit_id
    texts_of = {
        PracticeField.TITLE: "Điểm truy cập số ở nhà văn hóa bản",
        PracticeField.CONTENT: "Mượn máy cũ của trường, trực hai buổi mỗi tuần.",
        PracticeField.RECOMMENDATION: "Đề nghị Tỉnh đoàn hỗ trợ mỗi bản một đường truyền.",
    }
    given = PracticeGiven(texts=texts_of, year=stage.day.year)
    made = actions.write(by=stage.by, unit_id=unit_id, practice=given, now=stage.now)
    actions.send_recommendation(by=stage.by, practice_id=made.pk, to_unit_id=root, now=stage.now)
    sent = [
        actions.send_idea(
            by=stage.by,
            unit_id=unit_id,
            idea=IdeaGiven(kind=kind, title=title, text=text),
            now=stage.now,
        )
        for kind, title, text in _IDEAS
    ]
    actions.answer_idea(
        by=stage.by,
        idea_id=sent[-1].pk,
        is_accepted=True,
        answer="Làm thử ở hai điểm trường trong tháng 12, Tỉnh đoàn lo sách giáo khoa.",
        now=stage.now,
    )


def _write_handbook(world: World) -> None:
    stage, root = world.stage, world.tree[ROOT].unit_id
    made = actions.write_handbook(
        by=stage.by,
        unit_id=root,
        title="Cẩm nang mô hình tình nguyện dễ làm ở bản",
        foreword="Chọn từ kho mô hình của tỉnh, dành cho bí thư chi đoàn bản, tổ dân phố.\n"
        "Mỗi mô hình một trang: để làm gì, cách làm, kết quả.",
        codes=[practice.code for practice in queries.registry()[:6]],
        now=stage.now,
    )
    actions.publish_handbook(by=stage.by, unit_id=root, handbook_id=made.pk, now=stage.now)


def _take_up(world: World, practice_id: int, unit_id: int, number: int) -> None:
    stage = world.stage
    adoption = actions.adopt(
        by=stage.by,
        unit_id=unit_id,
        practice_id=practice_id,
        adaptation=_ADAPTED[number % len(_ADAPTED)],
        started_on=stage.day - timedelta(days=40 + 23 * number),
        now=stage.now,
    )
    if number % 2:
        actions.report(
            by=stage.by,
            adoption_id=adoption.pk,
            result="Làm được ngay mùa đầu, bà con tự giữ sổ.",
            worked=number % 3 != 0,
            cost=1_500_000,
            now=stage.now,
        )
