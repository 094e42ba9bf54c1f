"""The instance: whose system this is, in one row."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.units.models.unit import Unit
from aoxanh.units.types import Scale, SecondFactor


class Instance(models.Model):
    """The one organisation this installation serves, under its own name (ORG-13)."""

    root = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, null=True, related_name="+")
    scale = models.CharField(max_length=12, choices=Scale)
    name = models.CharField(_("tên cổng"), max_length=120)
    short_name = models.CharField(max_length=60)
    portal_label = models.CharField(max_length=60, default="Cổng thông tin")
    place_name = models.CharField(_("địa danh trên văn bản"), max_length=60)
    document_code = models.CharField(_("ký hiệu văn bản"), max_length=40, blank=True)
    support_phone = models.CharField(max_length=20, blank=True)
    theme = models.CharField(max_length=20, default="nui")
    year_themes = models.JSONField(_("chủ đề năm"), default=dict, blank=True)
    second_factor = models.CharField(max_length=10, choices=SecondFactor, default=SecondFactor.WIDE)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="instance_is_one"),)

    def __str__(self) -> str:
        return self.name
