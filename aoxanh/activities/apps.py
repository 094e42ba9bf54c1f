"""Django's registration of the context, and the measures that indicators count in it."""

from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import measures
from aoxanh.kernel.measures import Attribution, Measure, MeasureKind


class ActivitiesConfig(AppConfig):
    name = "aoxanh.activities"
    label = "activities"

    def ready(self) -> None:
        """Register the measures."""
        activity: Any = self.get_model("Activity")
        declared: Any = self.get_model("DeclaredTotal")
        participation: Any = self.get_model("Participation")
        hours_entry: Any = self.get_model("HoursEntry")

        measures.register(
            Measure(
                code="activities_recorded",
                label=_("Hoạt động được ghi nhận trên cổng"),
                noun=_("hoạt động"),
                kind=MeasureKind.FLOW,
                attribution=Attribution.ORGANISER,
                rows=activity.objects.held,
                unit="unit_id",
                place="place_id",
                day="starts_on",
                amount=Count("pk"),
            ),
            Measure(
                code="activities_declared",
                label=_("Hoạt động đơn vị khai"),
                noun=_("hoạt động"),
                kind=MeasureKind.FLOW,
                attribution=Attribution.ORGANISER,
                rows=declared.objects.all,
                unit="unit_id",
                day="valid_from",
                amount=Sum("activities"),
            ),
            *_service_measures(participation.objects.all, hours_entry.objects.all),
        )


def _service_measures(
    served: Callable[[], QuerySet[Any]], credited: Callable[[], QuerySet[Any]]
) -> tuple[Measure, ...]:
    """Turns, persons and minutes: from presences and the ledger, never from what was declared."""
    return (
        Measure(
            code="turns",
            label=_("Lượt người tham gia"),
            noun=_("lượt người"),
            kind=MeasureKind.FLOW,
            attribution=Attribution.ORGANISER,
            rows=served,
            unit="organiser_unit_id",
            place="place_id",
            day="day",
            amount=Count("pk"),
        ),
        Measure(
            code="minutes",
            label=_("Thời gian tình nguyện được ghi nhận"),
            noun=_("phút"),
            kind=MeasureKind.FLOW,
            attribution=Attribution.ORGANISER,
            rows=credited,
            unit="organiser_unit_id",
            place="place_id",
            day="day",
            amount=Sum("minutes"),
        ),
        Measure(
            code="persons_served",
            label=_("Người đã tham gia"),
            noun=_("người"),
            kind=MeasureKind.DISTINCT,
            attribution=Attribution.ORGANISER,
            rows=served,
            unit="organiser_unit_id",
            place="place_id",
            day="day",
            subject="person_id",
        ),
    )
