"""Models of work that units of the demo keep, and who took them up."""

from datetime import timedelta

from aoxanh.jobs.demo.stage import dice, texts
from aoxanh.jobs.demo.world import World
from aoxanh.practices import actions
from aoxanh.practices.types import FIELDS, PracticeField, PracticeGiven


_ADAPTED = (
    "Đổi ngày gom áo sang phiên chợ để bà con tiện mang đến.",
    "Làm cùng điểm trường, giáo viên giữ sổ thay trưởng bản.",
    "Rút còn hai buổi mỗi tháng cho hợp mùa vụ.",
    "Dùng nhà văn hóa bản làm nơi tập kết, thêm nhóm phụ huynh.",
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
    return len(models)


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
