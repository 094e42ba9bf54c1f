"""Results in numbers, pictures and words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.errors import OutputNumberInvalid
from aoxanh.activities.types import OutputGiven
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.numbers import parse_number, says_about
from aoxanh.kernel.text import nfc
from aoxanh.web.activities.manage_forms.parts import PhotosField


ROWS = 2
MOST_ROWS = 12
MOST_VND = 10**15


def _parsed(typed: str) -> Decimal:
    """Raises ``ValidationError`` in the words of the context."""
    try:
        return parse_number(nfc(typed))
    except ValueError as fault:
        raise ValidationError(str(OutputNumberInvalid(typed=typed))) from fault


class OutputForm(forms.Form):
    """One result: what, how many, worth how much. A row without a metric is left out.

    ``preset`` is the metric that the page proposed in this row: left without an amount it is left out, too.
    """

    metric = forms.ChoiceField(label=_("Kết quả"), required=False)
    amount = forms.CharField(
        label=_("Số lượng"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "text", "placeholder": _("ví dụ 1.280")}),
    )
    about = forms.BooleanField(label=_("Ước lượng"), required=False)
    value = forms.CharField(
        label=_("Trị giá (đồng)"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": _("ví dụ 45,8 triệu")}),
    )

    def __init__(
        self, *args: object, metrics: Iterable[tuple[str, str]], preset: str = "", **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.preset = preset
        choices = [("", _("Không ghi")), *metrics]
        self.fields["metric"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_amount(self) -> str:
        """A number as people write it."""
        typed: str = self.cleaned_data["amount"]
        if typed:
            _parsed(typed)
        return typed

    def clean_value(self) -> Decimal | None:
        typed: str = self.cleaned_data["value"]
        found = _parsed(typed) if typed else None
        if found is not None and found > MOST_VND:
            raise ValidationError(_("Số tiền này quá lớn. Hãy xem lại."))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.preset and given.get("metric") == self.preset and not self._is_filled(given):
            return given
        if given.get("metric") and not given.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Hãy ghi số lượng."))
        if given.get("amount") and not given.get("metric") and "metric" not in self.errors:
            self.add_error("metric", _("Hãy chọn con số này là kết quả gì."))
        return given

    def _is_filled(self, given: dict[str, Any]) -> bool:
        return bool(self.errors or given.get("amount") or given.get("value") is not None)

    def output(self) -> OutputGiven | None:
        given = self.cleaned_data
        if not given["metric"] or not given["amount"]:
            return None
        worth: Decimal | None = given["value"]
        return OutputGiven(
            metric=given["metric"],
            amount=given["amount"],
            about=given["about"],
            value_vnd=int(worth) if worth is not None else None,
            value_about=says_about(self["value"].data or ""),
        )


def output_forms(
    data: QueryDict | None,
    metrics: Iterable[tuple[str, str]],
    *,
    proposed: Mapping[str, str] | None = None,
    prefix: str = "output",
) -> list[OutputForm]:
    """The rows for results: as many as were sent, some more when “Thêm dòng” was pressed.

    ``proposed`` fills the first rows in: what is usually counted, with the amount where it is known.
    """
    first = list((proposed or {}).items())[:MOST_ROWS]
    sent = key_of(str(data.get("rows", ""))) if data is not None else None
    rows = max(ROWS, len(first)) if sent is None else min(sent, MOST_ROWS)
    if data is not None and data.get("more"):
        rows = min(rows + ROWS, MOST_ROWS)
    listed = list(metrics)
    filled = [*first, *([("", "")] * rows)][:rows]
    return [
        OutputForm(
            data,
            prefix=f"{prefix}-{n}",
            metrics=listed,
            preset=metric,
            initial={"metric": metric, "amount": amount},
        )
        for n, (metric, amount) in enumerate(filled)
    ]


class CloseForm(forms.Form):
    """What closing asks beside the results."""

    evaluation = forms.CharField(
        label=_("Đánh giá"),
        required=False,
        help_text=_("Vài dòng: việc gì đã làm được, điều gì cần rút kinh nghiệm."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    completed = forms.MultipleChoiceField(
        label=_("Những bước này đã xong"), required=False, widget=forms.CheckboxSelectMultiple
    )
    photos = PhotosField()

    def __init__(self, *args: object, stages: Iterable[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.fields["completed"].choices = list(stages)  # type: ignore[attr-defined]  # a choice field


class EvidenceForm(forms.Form):
    """Pictures, or a paper named by number and date."""

    photos = PhotosField()
    caption = forms.CharField(label=_("Chú thích chung cho ảnh"), max_length=200, required=False)
    paper = forms.CharField(
        label=_("Hoặc số, ngày văn bản"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Báo cáo số 12-BC/ĐTN ngày 30/11/2026."),
    )
