"""Rules of recognition as loaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecognitionRuleRow(models.Model):
    """A rule by which papers are earned, as its file says it; ``picture`` is given by whoever runs the portal."""

    picture = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("quy định"), max_length=160)
    source = models.CharField(_("căn cứ"), max_length=200)
    definition = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name
