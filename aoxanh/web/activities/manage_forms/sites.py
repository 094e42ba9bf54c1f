"""Several places of one pack at once: lines of a list, each read with its own faults."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aoxanh.kernel.keys import key_of
from aoxanh.kernel.text import fold, nfc
from aoxanh.web.activities.manage_forms.opening import OpeningForm
from aoxanh.web.places.fields import PlaceField, PlacePicked, PlaceTyped


if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SITES = 60
MOST_PLACES = 20_000


@dataclass(frozen=True, slots=True)
class Site:
    """One line: the spot, the commune it lies in, how many people each shift takes."""

    spot: str
    place: PlacePicked
    places: int


class SitesForm(OpeningForm):
    """The four answers with many answers to “where”."""

    place = None  # type: ignore[assignment]  # each line names its own
    spot = None  # type: ignore[assignment]
    sites = forms.CharField(
        label=gettext_lazy("Ở những đâu"),
        help_text=gettext_lazy(
            "Mỗi dòng một nơi, dán từ Excel cũng được: tên nơi | xã, phường | số người mỗi ca. "
            "Không ghi số người thì lấy số chung ở trên."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Hãy ghi ít nhất một nơi.")},
    )

    def __init__(self, *args: object, day: date, province: str | None, **kwargs: object) -> None:
        forms.Form.__init__(self, *args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.looks = (day, province)
        self.order_fields(["title", "day", "begins", "ends", "last_day", "places", "sites"])

    def clean_sites(self) -> list[Site]:
        """Raises ``ValidationError`` with every fault by its line."""
        lines = [
            (number, cells)
            for number, line in enumerate(self.cleaned_data["sites"].splitlines(), start=1)
            if any(cells := [nfc(cell) for cell in re.split(r"[|\t]", line)])
        ]
        if len(lines) > MOST_SITES:
            raise ValidationError(
                _("Mỗi lần tạo nhiều nhất %(most)s hoạt động."), params={"most": MOST_SITES}
            )
        sites: list[Site] = []
        faults: list[ValidationError] = []
        for number, cells in lines:
            try:
                sites.append(self._site(cells, sites))
            except ValidationError as fault:
                sentence = _("Dòng %(line)s: %(fault)s")
                words = {"line": number, "fault": " ".join(fault.messages)}
                faults.append(ValidationError(sentence, params=words))
        if faults:
            raise ValidationError(faults)
        return sites

    def _site(self, cells: list[str], before: "Iterable[Site]") -> Site:
        """One line. Raises ``ValidationError``."""
        spot, place, typed, *more = [*cells, "", "", ""][: max(len(cells), 3)]
        if not spot or not place or any(more):
            raise ValidationError(_("cần tên nơi, rồi xã, phường, rồi số người."))
        field = PlaceField()
        field.look(*self.looks)
        picked = field.clean(PlaceTyped(place))
        if any(
            (fold(one.spot), one.place.place_id) == (fold(spot), picked.place_id) for one in before
        ):
            raise ValidationError(_("nơi này đã có ở dòng trên."))
        return Site(spot[:200], picked, self._places(typed))

    def _places(self, typed: str) -> int:
        if not typed:
            return int(self.cleaned_data.get("places") or 1)
        number = key_of(typed.replace(".", ""))
        if number is None or not 1 <= number <= MOST_PLACES:
            raise ValidationError(
                _("“%(typed)s” chưa phải là số người, ví dụ 12."), params={"typed": typed}
            )
        return number
