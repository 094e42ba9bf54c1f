"""Django's registration of the context, and the measures that indicators count in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.apps import AppConfig
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import exports, imports, measures, reorganising, retention, traces
from aoxanh.kernel.measures import Attribution, Measure, MeasureKind
from aoxanh.kernel.traces import holder_id


Rows = Callable[[], QuerySet[Any]]


class ActivitiesConfig(AppConfig):
    name = "aoxanh.activities"
    label = "activities"

    def ready(self) -> None:
        """Register the measures, what comes in and goes out, and what is forgotten in the end."""
        imports.register(
            past_activities="aoxanh.activities.actions.held_lists.PAST_ACTIVITIES",
            declared_totals="aoxanh.activities.actions.totals_lists.DECLARED_TOTALS",
            signups="aoxanh.activities.actions.signup_lists.SIGNUPS",
            teams="aoxanh.activities.actions.team_lists.TEAMS",
        )
        exports.register(
            activities="aoxanh.activities.queries.exports.ACTIVITIES",
            signups="aoxanh.activities.queries.exports.SIGNUPS",
            hours="aoxanh.activities.queries.exports.HOURS",
            declared_totals="aoxanh.activities.queries.exports.DECLARED_TOTALS",
        )
        retention.register(
            pasted_lists="aoxanh.activities.actions.forgetting.PASTED_LISTS",
            answers="aoxanh.activities.actions.forgetting.ANSWERS",
            consent_papers="aoxanh.activities.actions.forgetting.CONSENT_PAPERS",
        )
        traces.register(
            objections="aoxanh.activities.actions.erasing.OBJECTIONS",
            signups="aoxanh.activities.actions.erasing.SIGNUPS",
            presences="aoxanh.activities.queries.traces.PRESENCES",
        )
        reorganising.register(work="aoxanh.activities.queries.reorganising.WORK")
        activity: Any = self.get_model("Activity")
        declared: Any = self.get_model("DeclaredTotal")
        participation: Any = self.get_model("Participation")
        hours_entry: Any = self.get_model("HoursEntry")
        output: Any = self.get_model("Output")
        team: Any = self.get_model("Team")
        work: Any = self.get_model("Work")

        measures.register(
            *_activity_measures(activity.objects),
            *_work_measures(work.objects),
            *_units_measures(declared.objects.all, team.objects.with_days),
            *_service_measures(participation.objects.all, hours_entry.objects.all),
            *_output_measures(
                output.objects.of_held,
                output.objects.of_held_about,
                output.objects.helping,
                output.objects.helping_about,
                output.objects.works,
            ),
        )


def _units_measures(declared: Rows, teams: Rows) -> tuple[Measure, ...]:
    """What units declared themselves, and the teams they keep."""
    return (
        Measure(
            code="activities_declared",
            label=_("Hoạt động đơn vị khai"),
            noun=_("hoạt động"),
            kind=MeasureKind.FLOW,
            attribution=Attribution.ORGANISER,
            rows=declared,
            unit="unit_id",
            day="valid_from",
            amount=Sum("activities"),
        ),
        Measure(
            code="teams",
            label=_("Đội hình tình nguyện"),
            noun=_("đội hình"),
            kind=MeasureKind.STOCK,
            attribution=Attribution.ORGANISER,
            rows=teams,
            unit="unit_id",
            subject="pk",
            starts="begins",
            ends="ceases",
        ),
    )


def _work_measures(works: Any) -> tuple[Measure, ...]:  # noqa: ANN401  a manager of its queryset
    """Youth works of the register: finished, handed over, their worth; communes that have one for a criterion."""
    finished = Measure(
        code="works_finished",
        label=_("Công trình, phần việc thanh niên đã hoàn thành"),
        noun=_("công trình, phần việc"),
        kind=MeasureKind.FLOW,
        attribution=Attribution.ORGANISER,
        rows=works.finished,
        unit="unit_id",
        place="place_id",
        activity="activity_id",
        day="finished_on",
        amount=Count("pk"),
    )
    worth = replace(
        finished,
        code="works_value_vnd",
        label=_("Trị giá công trình, phần việc thanh niên đã hoàn thành"),
        noun=_("đồng"),
        amount=Sum("value_vnd"),
    )
    handed_over = replace(
        finished,
        code="works_handed_over",
        label=_("Công trình, phần việc thanh niên đã bàn giao"),
        rows=works.handed_over,
        day="handed_over_on",
    )
    rural = Measure(
        code="communes_with_rural_works",
        label=_("Đoàn xã có công trình, phần việc theo tiêu chí nông thôn mới"),
        noun=_("đơn vị"),
        kind=MeasureKind.STOCK,
        attribution=Attribution.ORGANISER,
        rows=works.rural,
        unit="unit_id",
        subject="unit_id",
        starts="counts_from",
        ends="counts_to",
    )
    return finished, worth, handed_over, rural


def _activity_measures(activities: Any) -> tuple[Measure, ...]:  # noqa: ANN401  a manager of its queryset
    """What took place, by whom it was begun; what was only recorded afterwards, whose turns are declared."""
    recorded = Measure(
        code="activities_recorded",
        label=_("Hoạt động được ghi nhận trên cổng"),
        noun=_("hoạt động"),
        kind=MeasureKind.FLOW,
        attribution=Attribution.ORGANISER,
        rows=activities.held,
        unit="unit_id",
        place="place_id",
        activity="pk",
        day="starts_on",
        amount=Count("pk"),
    )
    afterwards = replace(
        recorded,
        code="activities_afterwards",
        label=_("Hoạt động ghi nhận sau khi tổ chức"),
        rows=activities.only_recorded,
    )
    declared = replace(
        afterwards,
        code="turns_declared",
        label=_("Lượt người khai khi ghi nhận sau"),
        noun=_("lượt người"),
        amount=Sum("declared_turns"),
    )
    initiated = replace(
        recorded,
        code="activities_initiated",
        label=_("Hoạt động do Đoàn, Hội khởi xướng"),
        rows=activities.initiated,
    )
    events = replace(
        recorded,
        code="events_evidenced",
        label=_("Sự kiện đã tổ chức, đủ minh chứng"),
        noun=_("sự kiện"),
        rows=activities.evidenced,
    )
    return recorded, afterwards, declared, initiated, events


def _service_measures(served: Rows, credited: Rows) -> tuple[Measure, ...]:
    """Turns, days, persons and minutes: from presences and the ledger, never from what was declared."""
    turns = Measure(
        code="turns",
        label=_("Lượt người tham gia"),
        noun=_("lượt người"),
        kind=MeasureKind.FLOW,
        attribution=Attribution.ORGANISER,
        rows=served,
        unit="organiser_unit_id",
        place="place_id",
        activity="activity_id",
        day="day",
        amount=Count("pk"),
    )
    days = replace(
        turns,
        code="service_days",
        label=_("Ngày tình nguyện: một người, một hoạt động, một ngày"),
        noun=_("ngày"),
        amount=Count(holder_id(), distinct=True),
    )
    minutes = replace(
        turns,
        code="minutes",
        label=_("Thời gian tình nguyện được ghi nhận"),
        noun=_("phút"),
        rows=credited,
        amount=Sum("minutes"),
    )
    persons = replace(
        turns,
        code="persons_served",
        label=_("Người đã tham gia"),
        noun=_("người"),
        kind=MeasureKind.DISTINCT,
        amount=None,
        subject=holder_id(),
    )
    return turns, days, minutes, persons


def _output_measures(
    held: Rows, held_about: Rows, helping: Rows, helping_about: Rows, works: Rows
) -> tuple[Measure, ...]:
    """What the results are worth, how many people they helped, how much of either is “about”, and works."""
    worth = Measure(
        code="value_vnd",
        label=_("Trị giá kết quả"),
        noun=_("đồng"),
        kind=MeasureKind.FLOW,
        attribution=Attribution.ORGANISER,
        rows=held,
        unit="activity__unit_id",
        place="activity__place_id",
        activity="activity_id",
        day="activity__starts_on",
        amount=Sum("worth"),
    )
    guessed = replace(
        worth,
        code="value_vnd_about",
        label=_("Trị giá kết quả, phần ước lượng"),
        rows=held_about,
    )
    helped = replace(
        worth,
        code="beneficiaries",
        label=_("Lượt người thụ hưởng"),
        noun=_("lượt người thụ hưởng"),
        rows=helping,
        amount=Sum("amount"),
    )
    helped_about = replace(
        helped,
        code="beneficiaries_about",
        label=_("Lượt người thụ hưởng, phần ước lượng"),
        rows=helping_about,
    )
    built = replace(
        worth,
        code="works",
        label=_("Công trình, phần việc thanh niên"),
        noun=_("công trình, phần việc"),
        rows=works,
        amount=Sum("amount"),
    )
    return worth, guessed, helped, helped_about, built
