"""Models of work that units of the demo keep, and who took them up."""

from datetime import timedelta

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
    for keeper, model in zip(keepers, models, strict=True):
        made = actions.write(
            by=stage.by,
            unit_id=keeper.unit_id,
            practice=PracticeGiven(
                texts={field: model.get(field, "") for field in FIELDS}
                | {PracticeField.LEVEL: "Cấp xã", PracticeField.SCOPE: "Toàn xã"},
                year=stage.day.year,
                summary=model["summary"],
                field_codes=tuple(model["fields"]),
            ),
            now=stage.now,
        )
        actions.put_into_registry(by=stage.by, practice_id=made.pk, now=stage.now)
        others = [unit for unit in communes if unit is not keeper]
        for number, taker in enumerate(throws.sample(others, throws.randint(3, 9))):
            _take_up(world, made.pk, taker.unit_id, number)
    _judge(world)
    _ask(world, keepers[0].unit_id)
    _write_handbook(world)
    return len(models)


def _judge(world: World) -> None:
    """Last year's round announced, this year's under way with nominations."""
    stage, root = world.stage, world.tree[ROOT].unit_id
    listed = list(queries.registry()[:8])
    for year, chosen in ((stage.day.year - 1, listed[:3]), (stage.day.year, listed[3:7])):
        opened = actions.open_round(
            by=stage.by,
            unit_id=root,
            year=year,
            nominate_until=stage.day + timedelta(days=20),
            now=stage.now,
        )
        outcomes = {}
        for place, practice in enumerate(chosen):
            made = actions.nominate(
                by=stage.by,
                unit_id=practice.unit_id,
                practice_id=practice.pk,
                reason=_REASONS[place % len(_REASONS)],
                now=stage.now,
            )
            outcomes[made.pk] = _OUTCOMES[min(place, len(_OUTCOMES) - 1)]
        if year < stage.day.year:
            actions.announce(by=stage.by, round_id=opened.pk, outcomes=outcomes, now=stage.now)


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
