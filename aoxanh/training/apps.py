"""Django's registration of the context, and the measures that indicators count in it."""

from dataclasses import replace
from typing import Any

from django.apps import AppConfig
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import exports, measures, reorganising, traces
from aoxanh.kernel.measures import Attribution, Measure, MeasureKind
from aoxanh.kernel.traces import holder_id


class TrainingConfig(AppConfig):
    name = "aoxanh.training"
    label = "training"

    def ready(self) -> None:
        """Register the measures and the list of officers that leaves; what persons leave."""
        exports.register(trained_officers="aoxanh.training.queries.exports.OFFICERS")
        traces.register(courses="aoxanh.training.queries.traces.COURSES")
        reorganising.register(courses="aoxanh.training.queries.reorganising.COURSES")
        course: Any = self.get_model("Course")
        trainee: Any = self.get_model("Trainee")
        trainer: Any = self.get_model("Trainer")
        applied: Any = self.get_model("AppliedModel")
        measures.register(
            *_course_measures(course.objects),
            *_trainee_measures(trainee.objects),
            _trainers(trainer.objects),
            _applied(applied.objects),
        )


def _course_measures(courses: Any) -> tuple[Measure, ...]:  # noqa: ANN401  a manager of its queryset
    """Courses whose results are settled, all and by whom they are meant for."""
    finished = Measure(
        code="courses_finished",
        label=_("Lớp tập huấn đã hoàn thành"),
        noun=_("lớp"),
        kind=MeasureKind.FLOW,
        attribution=Attribution.ORGANISER,
        rows=courses.finished,
        unit="activity__unit_id",
        place="activity__place_id",
        activity="activity_id",
        day="finished_on",
        amount=Count("pk"),
    )
    officers = replace(
        finished,
        code="courses_for_officers",
        label=_("Lớp tập huấn cho cán bộ phụ trách"),
        rows=courses.for_officers,
    )
    leaders = replace(
        finished,
        code="courses_for_leaders",
        label=_("Lớp tập huấn cho đội trưởng, chủ nhiệm câu lạc bộ"),
        rows=courses.for_leaders,
    )
    return finished, officers, leaders


def _trainee_measures(trainees: Any) -> tuple[Measure, ...]:  # noqa: ANN401  a manager of its queryset
    """People trained in a period, by organiser and by their own unit; officers whose training counts on a day."""
    persons = Measure(
        code="persons_trained",
        label=_("Người hoàn thành tập huấn"),
        noun=_("người"),
        kind=MeasureKind.DISTINCT,
        attribution=Attribution.ORGANISER,
        rows=trainees.completed,
        unit="course__activity__unit_id",
        day="valid_from",
        subject=holder_id(),
    )
    coordination = replace(
        persons,
        code="persons_trained_coordination",
        label=_("Người hoàn thành tập huấn quản lý, điều phối"),
        rows=trainees.on_coordination,
    )
    specialised = replace(
        persons,
        code="specialised_officers_trained",
        label=_("Cán bộ chuyên trách phụ trách tình nguyện được tập huấn trong kỳ"),
        noun=_("cán bộ"),
        attribution=Attribution.PARTICIPANT,
        rows=trainees.specialised,
        unit="unit_id",
    )
    holding = Measure(
        code="officers_with_training",
        label=_("Cán bộ đương chức còn hạn tập huấn"),
        noun=_("cán bộ"),
        kind=MeasureKind.STOCK,
        attribution=Attribution.ORGANISER,
        rows=trainees.in_post,
        unit="person__posts__unit",
        subject=holder_id(),
        starts="counts_from",
        ends="counts_to",
    )
    specialised_holding = replace(
        holding,
        code="specialised_officers_with_training",
        label=_("Cán bộ chuyên trách phụ trách tình nguyện còn hạn tập huấn"),
        rows=trainees.in_specialised_post,
    )
    return persons, coordination, specialised, holding, specialised_holding


def _trainers(trainers: Any) -> Measure:  # noqa: ANN401  a manager of its queryset
    """Trainers are told apart by their names: most are nobody the portal knows."""
    return Measure(
        code="trainers",
        label=_("Giảng viên, báo cáo viên đã đứng lớp"),
        noun=_("người"),
        kind=MeasureKind.DISTINCT,
        attribution=Attribution.ORGANISER,
        rows=trainers.of_finished,
        unit="course__activity__unit_id",
        day="course__finished_on",
        subject="name_key",
    )


def _applied(applied: Any) -> Measure:  # noqa: ANN401  a manager of its queryset
    return Measure(
        code="activities_with_trained_model",
        label=_("Hoạt động áp dụng mô hình quản lý, điều phối đã được tập huấn"),
        noun=_("hoạt động"),
        kind=MeasureKind.FLOW,
        attribution=Attribution.ORGANISER,
        rows=applied.trained,
        unit="activity__unit_id",
        place="activity__place_id",
        activity="activity_id",
        day="activity__starts_on",
        amount=Count("pk"),
    )
