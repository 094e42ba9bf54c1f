"""What is asked of a unit and answered by it: recommendations of models, and ideas of people."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.codes import PUBLIC_LENGTH, new_code
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.practices.models.practice import Practice
from aoxanh.practices.types import IdeaKind, IdeaState, PracticeLevel


class RecommendationQuerySet(ScopedQuerySet["Recommendation"]):
    unit_column = "to_unit_id"


class Recommendation(models.Model):
    """The recommendation of a model as it was sent to a unit, with the answer (MOD-13)."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="sent")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=PracticeLevel)
    text = models.TextField()
    answer = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practice",),
                condition=Q(answered_at__isnull=True),
                name="recommendation_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="recommendation_answered_in_words",
            ),
        )
        indexes = (models.Index(fields=("to_unit", "answered_at"), name="recommendation_to_unit"),)

    def __str__(self) -> str:
        return f"{self.practice_id} → {self.to_unit_id}"


class IdeaQuerySet(ScopedQuerySet["Idea"]):
    unit_column = "to_unit_id"


class Idea(models.Model):
    """A solution or the idea of a project that somebody of ``unit`` sent to ``to_unit`` (PLN-13, ACT-19)."""

    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    practice = models.ForeignKey(
        Practice, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    account_id = models.BigIntegerField(null=True, blank=True)
    is_open = models.BooleanField(_("gửi trên trang công khai"), default=False)
    kind = models.CharField(max_length=12, choices=IdeaKind)
    title = models.CharField(_("tên"), max_length=200)
    text = models.TextField(_("nội dung"))
    state = models.CharField(max_length=12, choices=IdeaState, default=IdeaState.WAITING)
    answer = models.TextField(_("trả lời"), blank=True)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state=IdeaState.WAITING, answered_at__isnull=True)
                | (~Q(state=IdeaState.WAITING) & Q(answered_at__isnull=False) & ~Q(answer="")),
                name="idea_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(is_open=False) | Q(account_id__isnull=True),
                name="idea_of_a_visitor_names_nobody",
            ),
        )
        indexes = (
            models.Index(fields=("to_unit", "state"), name="idea_to_unit"),
            models.Index(fields=("unit", "-sent_at"), name="idea_of_unit"),
        )

    def __str__(self) -> str:
        return self.code
