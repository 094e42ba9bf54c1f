"""The words that models are written in, and the partners that they name."""

from django.db import models

from aoxanh.practices.types import PARTNER_KINDS, MateKind


class Word(models.Model):
    """A folded word that stands, or once stood, in a model: what a mistyped one may have meant."""

    word = models.CharField(max_length=40, primary_key=True)

    def __str__(self) -> str:
        return self.word


class Partner(models.Model):
    """A partner that somebody named or confirmed: where another text names it, it is suggested."""

    key = models.CharField(max_length=200, primary_key=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=MateKind)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=PARTNER_KINDS), name="partner_is_no_unit"
            ),
        )

    def __str__(self) -> str:
        return self.name
