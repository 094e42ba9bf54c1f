"""What a reorganisation means to certificates: what was issued stays valid under the name of its day."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.reorganising import Consequence, Plan, Told, Weight
from aoxanh.recognition.models import Certificate


def tell(plan: Plan, by: Actor) -> list[Told]:
    """Certificates by the unit that issued them: one statement."""
    del by
    rows = Certificate.objects.filter(unit_id__in=plan.ending).order_by("unit_id")
    said = _(
        "Giấy chứng nhận đã cấp còn nguyên giá trị với tên đơn vị lúc cấp; trang tra cứu ghi thêm đơn vị giữ hồ sơ. "
        "Đơn vị giữ hồ sơ cấp lại, thu hồi."
    )
    return [
        Told(unit_id=unit_id, weight=Weight.STAYS, said=said, count=number)
        for unit_id, number in rows.values_list("unit_id").annotate(number=Count("pk"))
    ]


CERTIFICATES = Consequence(
    code="certificates", label=gettext_lazy("Giấy chứng nhận"), icon="award", tell=tell
)
