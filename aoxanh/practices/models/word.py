"""The words that models are written in."""

from django.db import models


class Word(models.Model):
    """A folded word that stands, or once stood, in a model: what a mistyped one may have meant."""

    word = models.CharField(max_length=40, primary_key=True)

    def __str__(self) -> str:
        return self.word
