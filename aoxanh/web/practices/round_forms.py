"""Forms of rounds, answers, ideas and checks."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.practices.queries import Addressee
from aoxanh.practices.types import Continuity, Criterion, IdeaGiven, IdeaKind
from aoxanh.web.days import DayField
from aoxanh.web.practices.forms import long_text


class RoundForm(forms.Form):
    """A round begins: its year and the last day for nominations."""

    year = forms.IntegerField(
        label=_("Xét chọn mô hình năm"),
        min_value=1975,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    nominate_until = DayField(
        label=_("Nhận đề cử đến hết ngày"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Đề cử đang chờ sẽ vào đợt này."),
    )


class NominateForm(forms.Form):
    """One reason."""

    reason = long_text(
        _("Vì sao nên chọn mô hình này?"), _("Một, hai câu: có ích cho ai, dễ làm theo chỗ nào.")
    )


class PointsForm(forms.Form):
    """Points by criterion, and a remark."""

    def __init__(self, *args: object, criteria: Sequence[Criterion], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self._criteria = criteria
        for criterion in criteria:
            self.fields[criterion.code] = forms.IntegerField(
                label=criterion.name,
                help_text=_("Từ 0 đến %(most)s điểm") % {"most": criterion.points},
                min_value=0,
                max_value=criterion.points,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )
        self.fields["note"] = long_text(_("Nhận xét"), rows=2)

    def points(self) -> dict[str, int]:
        """What was given, by code."""
        return {each.code: self.cleaned_data[each.code] for each in self._criteria}


class SendForm(forms.Form):
    """To whom a recommendation goes."""

    to_unit = forms.TypedChoiceField(
        label=_("Chuyển tới"), coerce=int, widget=forms.RadioSelect(attrs={"class": "ax-tick"})
    )

    def __init__(self, *args: object, addressees: Iterable[Addressee], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        offered = self.fields["to_unit"]
        offered.choices = [(each.unit_id, each.name) for each in addressees]  # type: ignore[attr-defined]  # a choice field


class AnswerForm(forms.Form):
    """An answer in words."""

    answer = long_text(_("Trả lời"), _("Nói rõ: làm được gì, khi nào, ai lo. Nơi gửi sẽ đọc."), 4)


class IdeaForm(forms.Form):
    """An idea, a few sentences."""

    kind = forms.ChoiceField(label=_("Đây là"), choices=IdeaKind.choices)
    title = forms.CharField(label=_("Tên"), max_length=200)
    text = long_text(
        _("Nội dung"), _("Việc gì, cho ai, ở đâu; cần bao nhiêu người và những gì."), rows=6
    )

    def given(self) -> IdeaGiven:
        """What was typed, as the box takes it."""
        typed = self.cleaned_data
        return IdeaGiven(kind=IdeaKind(typed["kind"]), title=typed["title"], text=typed["text"])


class IdeaAnswerForm(AnswerForm):
    """Whether it will be done, why, and a model that shows how."""

    decision = forms.TypedChoiceField(
        label=_("Làm hay chưa?"),
        choices=(("1", _("Chấp nhận")), ("0", _("Chưa làm"))),
        coerce=lambda typed: typed == "1",
    )
    practice = forms.CharField(
        label=_("Mô hình có thể làm theo"),
        required=False,
        max_length=200,
        help_text=_("Dán địa chỉ hoặc mã của một mô hình trong kho; để trống nếu không có."),
    )
    field_order = ("decision", "answer", "practice")


class CheckForm(forms.Form):
    """How a model was found on a day."""

    found = forms.ChoiceField(label=_("Mô hình nay thế nào?"), choices=Continuity.choices)
    checked_on = DayField(label=_("Ngày kiểm tra"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=300)
