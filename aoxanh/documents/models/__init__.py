"""Number registers, issued papers and signing keys."""

from aoxanh.documents.models.paper import Paper, PaperQuerySet
from aoxanh.documents.models.series import Series, SeriesQuerySet


__all__ = ["Paper", "PaperQuerySet", "Series", "SeriesQuerySet"]
