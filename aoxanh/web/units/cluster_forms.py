"""What is asked about a cluster: its name, its members, who leads it this year."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.units.types.clusters import ClusterGiven
from aoxanh.web.days import DayField


class ClusterForm(forms.Form):
    """A cluster as it is from a day on."""

    name = forms.CharField(
        label=_("Tên cụm"), max_length=120, help_text=_("Ví dụ: Cụm thi đua số 1.")
    )
    about = forms.CharField(
        label=_("Cụm cùng làm gì"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Đơn vị trong cụm"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    lead = forms.TypedChoiceField(
        label=_("Cụm trưởng năm nay"), required=False, coerce=int, empty_value=None
    )
    on = DayField(
        label=_("Từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Hãy chọn ngày."), "invalid": _("Hãy chọn ngày theo lịch.")},
    )

    def __init__(self, *args: object, units: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["units"].choices = units  # type: ignore[attr-defined]  # a choice field
        self.fields["lead"].choices = [("", _("Chưa cử")), *units]  # type: ignore[attr-defined]  # a choice field

    def given(self) -> ClusterGiven:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        return ClusterGiven(
            name=typed["name"],
            about=typed["about"],
            unit_ids=typed["units"],
            on=typed["on"],
            lead_id=typed["lead"],
        )
