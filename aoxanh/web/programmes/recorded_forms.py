"""What is asked of officers who write a fact with its proof."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.programmes.types.recorded import FactGiven
from aoxanh.web.days import DayField


class FactForm(forms.Form):
    """What was done, of which year, by which proof; and about which unit where the kind names one."""

    kind = forms.ChoiceField(label=_("Loại việc"))
    about = forms.TypedChoiceField(
        label=_("Về đơn vị"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Chỉ chọn khi việc là về một đơn vị trực thuộc."),
    )
    title = forms.CharField(label=_("Nội dung, một câu"), max_length=300)
    year = forms.TypedChoiceField(label=_("Của năm"), coerce=int)
    on = DayField(
        label=_("Ngày làm xong, ngày nhận"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Hãy chọn ngày."),
            "invalid": _("Hãy chọn ngày theo lịch."),
        },
    )
    number = forms.CharField(
        label=_("Minh chứng: số, ký hiệu văn bản"),
        required=False,
        max_length=60,
        help_text=_("Ghi số hoặc gửi tệp."),
    )
    file = forms.FileField(
        label=_("Tệp minh chứng"), required=False, help_text=_("PDF, Word, ảnh.")
    )

    def __init__(
        self,
        *args: object,
        kinds: Sequence[tuple[str, str]],
        about: Sequence[tuple[int, str]],
        years: Sequence[int],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a choice field
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]  # a choice field
        nobody = [("", _("Việc của chính đơn vị"))]
        self.fields["about"].choices = [*nobody, *about]  # type: ignore[attr-defined]  # a choice field

    def given(self) -> FactGiven:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        sent = typed["file"]
        return FactGiven(
            kind=typed["kind"],
            year=typed["year"],
            on=typed["on"],
            title=typed["title"],
            number=typed["number"],
            file=(sent.name, sent.read()) if sent else None,
            about_id=typed["about"],
        )


class WhyForm(forms.Form):
    """Why a fact is sent back or taken back."""

    text = forms.CharField(label=_("Lý do"), max_length=400)
