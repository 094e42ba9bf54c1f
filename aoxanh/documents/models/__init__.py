"""Number registers and signing keys."""

from aoxanh.documents.models.series import Series, SeriesQuerySet


__all__ = ["Series", "SeriesQuerySet"]
