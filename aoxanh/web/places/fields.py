"""A place as people type it, old names too, and today's unit that it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from aoxanh.places import queries as places
from aoxanh.places.types import Outcome, PlaceRef, Resolution


if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


SUGGEST = reverse_lazy("places:suggest")


@dataclass(frozen=True, slots=True)
class PlaceTyped:
    """What the form sends: the words, and the answer to “which of these” when it was asked."""

    text: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class PlacePicked:
    """Today's unit with the words as typed; ``note`` says what an old name became."""

    place_id: int
    text: str
    note: str = ""


class PlaceInput(forms.TextInput):
    """One box for the words; ``<name>_id`` carries the answer."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> PlaceTyped | None:
        del files
        if name not in data:
            return None
        return PlaceTyped(str(data[name]).strip()[:200], str(data.get(f"{name}_id", "")))

    def format_value(self, value: object) -> str | None:
        return value.text if isinstance(value, PlaceTyped) else None


class PlaceField(forms.Field):
    """Accepts “xã A” or “xã A, huyện B”, former names included; asks when several units of today are meant.

    ``look`` gives the day and the province looked in first. Draw it with ``places/field.html``.
    """

    widget = PlaceInput

    def __init__(self, *, label: "Words" = "", help_text: "Words" = "") -> None:
        super().__init__(
            label=label or _("Xã, phường"),
            help_text=help_text or _("Gõ không dấu cũng tìm được, tên cũ cũng nhận."),
            error_messages={"required": _("Hãy ghi tên xã, phường hoặc tỉnh nơi tổ chức.")},
        )
        self.day = date.min
        self.province: str | None = None
        self.kept: PlacePicked | None = None
        self.resolution: Resolution | None = None
        self.widget.attrs.update({"data-suggest": SUGGEST, "autocomplete": "off"})

    def look(self, day: date, province: str | None, kept: PlacePicked | None = None) -> None:
        """Where to look; ``kept`` is what the row holds already and is taken as it stands."""
        self.day, self.province, self.kept = day, province, kept

    @property
    def asked(self) -> tuple[PlaceRef, ...]:
        """Today's units to choose from, when the words do not decide."""
        if self.resolution is None or self.resolution.proposed is not None:
            return ()
        return self.resolution.candidates

    def clean(self, value: PlaceTyped | None) -> PlacePicked:
        """Raises ``ValidationError`` with the question, or when no unit is meant."""
        if value is None or not value.text:
            raise ValidationError(self.error_messages["required"], code="required")
        if self.kept is not None and value.text == self.kept.text:
            return self.kept
        found = self._resolved(value.text)
        self.resolution = found
        for candidate in found.candidates:
            if value.choice == str(candidate.id):
                return PlacePicked(candidate.id, value.text)
        if found.proposed is None:
            raise ValidationError(found.note, code="ask")
        return PlacePicked(found.proposed.id, value.text, found.note)

    def _resolved(self, text: str) -> Resolution:
        if self.province is not None:
            found = places.resolve(text=text, day=self.day, within=self.province)
            if found.outcome != Outcome.UNKNOWN:
                return found
        return places.resolve(text=text, day=self.day)
