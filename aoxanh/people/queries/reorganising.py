"""What a reorganisation does to people: members stay on record, offices end with their unit."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.reorganising import Plan, Told, Weight, told_by_unit
from aoxanh.people.models import FocalPoint, Handover, Membership, MergeProposal, Post
from aoxanh.people.models.ties import FocalPointQuerySet, PostQuerySet


def posts_ending(plan: Plan) -> PostQuerySet:
    """Posts at the units that end which reach past the day."""
    rows = Post.objects.filter(unit_id__in=plan.ending, valid_to__gt=plan.on)
    return rows.select_related("person").order_by("unit_id", "valid_from", "pk")


def duties_ending(plan: Plan) -> FocalPointQuerySet:
    """Focal persons of the units that end, named past the day."""
    rows = FocalPoint.objects.filter(unit_id__in=plan.ending, valid_to__gt=plan.on)
    return rows.select_related("person").order_by("unit_id", "valid_from", "pk")


def tell(plan: Plan, by: Actor) -> list[Told]:
    """Members, posts, focal persons, handovers and questions of the units that end: five statements."""
    del by
    posts, duties = list(posts_ending(plan)), list(duties_ending(plan))
    late = [(row.unit_id, row.person.full_name) for row in posts if row.valid_from >= plan.on]
    late += [(row.unit_id, row.person.full_name) for row in duties if row.valid_from >= plan.on]
    said_late = _(
        "Có chức danh, đầu mối bắt đầu từ ngày có hiệu lực trở đi. Hãy chọn ngày muộn hơn hoặc sửa hồ sơ đó trước."
    )
    return [
        *told_by_unit(late, Weight.STOPS, said_late),
        *told_by_unit(
            _unsigned(plan),
            Weight.WARNS,
            _("Bàn giao chưa ký: hãy ký nhận hoặc rút trước ngày đó."),
        ),
        *told_by_unit(
            ((row.unit_id, f"{row.person.full_name}, {row.title}") for row in posts),
            Weight.CHANGES,
            _(
                "Chức danh kết thúc cùng đơn vị; chức danh mới ghi ở đơn vị nhận theo quyết định riêng."
            ),
        ),
        *told_by_unit(
            ((row.unit_id, row.person.full_name) for row in duties),
            Weight.CHANGES,
            _("Người đầu mối tình nguyện thôi nhiệm vụ cùng đơn vị; đơn vị nhận cử người."),
        ),
        *_unanswered(plan),
        *_members(plan),
    ]


def _members(plan: Plan) -> Iterator[Told]:
    rows = Membership.objects.filter(
        unit_id__in=plan.ending, valid_from__lte=plan.on, valid_to__gt=plan.on
    )
    counted = (
        rows.order_by("unit_id").values_list("unit_id").annotate(n=Count("person", distinct=True))
    )
    for unit_id, number in counted:
        yield Told(
            unit_id=unit_id,
            weight=Weight.STAYS,
            said=_(
                "Đoàn viên, hội viên, tình nguyện viên giữ nguyên hồ sơ, giờ; đơn vị giữ hồ sơ đọc và ghi tiếp."
            ),
            count=number,
        )


def _unanswered(plan: Plan) -> Iterator[Told]:
    """What the units were asked about people alike, or asked, and still waits on the day; nobody is named."""
    rows = MergeProposal.objects.waiting_on(plan.on).order_by("pk")
    sides = rows.filter(Q(from_unit__in=plan.ending) | Q(to_unit__in=plan.ending))
    counted = Counter(chain.from_iterable(sides.values_list("from_unit_id", "to_unit_id")))
    said = _("Câu hỏi về hồ sơ trùng chưa trả lời: đơn vị giữ hồ sơ trả lời, hoặc rút câu đã hỏi.")
    for unit_id in sorted(counted.keys() & set(plan.ending)):
        yield Told(unit_id=unit_id, weight=Weight.STAYS, said=said, count=counted[unit_id])


def _unsigned(plan: Plan) -> Iterator[tuple[int, str]]:
    rows = Handover.objects.filter(unit_id__in=plan.ending, accepted_at=None, withdrawn_at=None)
    yield from rows.order_by("unit_id", "pk").values_list("unit_id", "full_name")
