"""Plans that are still being written: nobody owes anything under them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.programmes.models.programme import Programme


class PlanDraftQuerySet(ScopedQuerySet["PlanDraft"]):
    pass


class PlanDraft(models.Model):
    """A plan document of a unit before it is published as an edition; ``source`` is what it began from."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(_("mã"), max_length=30)
    document = models.JSONField()
    account_id = models.BigIntegerField(null=True)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    objects = PlanDraftQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "code"), name="plan_draft_once_a_unit"),
        )

    def __str__(self) -> str:
        return self.code
