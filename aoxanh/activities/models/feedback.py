"""What people say after an activity, without their names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.kernel.codes import new_token
from aoxanh.kernel.scoping import ScopedQuerySet


class FeedbackQuerySet(ScopedQuerySet["Feedback"]):
    unit_column = "activity__unit_id"


class Feedback(models.Model):
    """One answer. It points to no person, pass or account, and keeps no hour: nobody can tell whose it is.

    ``code`` is known to the browser that gave the score, so that it may add reasons.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    score = models.PositiveSmallIntegerField(_("mức hài lòng"))
    reasons = models.JSONField(default=list, blank=True)
    text = models.CharField(_("góp ý"), max_length=300, blank=True)
    is_whole = models.BooleanField(default=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="feedback_score_of_five"
            ),
        )
        indexes = (models.Index(fields=("activity",), name="feedback_of_activity"),)

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.score}"
