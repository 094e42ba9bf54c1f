"""Units that share and learn from each other: clusters, their members and who leads them, through time (ORG-12)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.units.models.unit import Unit


class ClusterQuerySet(ScopedQuerySet["Cluster"]):
    pass


class Cluster(models.Model):
    """A cluster that a unit forms among units below it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên cụm"), max_length=120)
    about = models.CharField(_("giới thiệu"), max_length=400, blank=True)
    formed_on = models.DateField(_("lập ngày"))
    closed_on = models.DateField(_("giải thể ngày"), default=FOREVER)

    objects = ClusterQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(formed_on__lt=F("closed_on")), name="cluster_closed_after_formed"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ClusterMemberQuerySet(ScopedQuerySet["ClusterMember"]):
    pass


class ClusterMember(models.Model):
    """That a unit belonged to a cluster from a day up to another."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="members")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER)

    objects = ClusterMemberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="cluster_member_period"
            ),
        )
        indexes = (models.Index(fields=("unit", "valid_to"), name="cluster_member_of_unit"),)

    def __str__(self) -> str:
        return f"{self.cluster_id} @{self.unit_id}"


class ClusterLeadQuerySet(ScopedQuerySet["ClusterLead"]):
    pass


class ClusterLead(models.Model):
    """The unit that leads a cluster in a year."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="leads")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))

    objects = ClusterLeadQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cluster", "year"), name="cluster_lead_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.year} @{self.unit_id}"
