"""How far the first setting up of an installation has come, in one row."""

from django.db import models
from django.db.models import Q

from aoxanh.units.types import BeginningStep


class Beginning(models.Model):
    """The first-run of this installation: who may go on with it, what was answered, what was put off.

    The secret of the link that starts it is kept as its digest only, and dies when a root unit stands.
    """

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, null=True, related_name="+")
    token_digest = models.CharField(max_length=64)
    names = models.JSONField(default=dict)
    put_off = models.JSONField(default=list)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = models.Manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="beginning_is_one"),)

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"

    def is_put_off(self, step: BeginningStep) -> bool:
        return step.value in self.put_off
