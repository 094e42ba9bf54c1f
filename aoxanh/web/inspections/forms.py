"""Forms of those who inspect, and of those who declare how they use IT."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.inspections import queries
from aoxanh.inspections.types import Mark, ProposedUse, VisitGiven
from aoxanh.web.days import DayField


if TYPE_CHECKING:
    from collections.abc import Sequence

    from aoxanh.inspections.models import Visit


def _day(label: object) -> DayField:
    return DayField(label=label, widget=forms.DateInput(attrs={"type": "date"}))  # type: ignore[arg-type]  # a lazy sentence


class ChecklistForm(forms.Form):
    """What is looked at; the units are ticked beside it."""

    checklist = forms.ChoiceField(label=_("Bảng kiểm"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        lists = [(each.code, each.name) for each in queries.checklists()]
        self.fields["checklist"].choices = lists  # type: ignore[attr-defined]  # a choice field


class DrawForm(ChecklistForm):
    """How many units are drawn, by which seed."""

    seed = forms.CharField(
        label=_("Số rút thăm"),
        max_length=100,
        required=False,
        help_text=_("Dãy bất kỳ mà ai cũng chứng kiến được, ví dụ kết quả xổ số hôm nay."),
    )
    count = forms.IntegerField(
        label=_("Rút bao nhiêu đơn vị"),
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class ConclusionForm(forms.Form):
    """What a visit found: a mark for each line of its checklist, and words."""

    held_on = _day(_("Ngày kiểm tra"))
    team = forms.CharField(
        label=_("Đoàn kiểm tra"),
        max_length=500,
        required=False,
        help_text=_("Trưởng đoàn, thành viên."),
    )
    conclusion = forms.CharField(
        label=_("Kết luận"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: object, visit: "Visit", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self._items = visit.items
        marks = {
            self._name(item): forms.ChoiceField(
                label=item["text"], choices=Mark.choices, required=False, widget=forms.RadioSelect
            )
            for item in self._items
        }
        last = self.fields.pop("conclusion")
        self.fields |= {**marks, "conclusion": last}

    @staticmethod
    def _name(item: dict[str, str]) -> str:
        return f"mark_{item['code']}"

    def given(self) -> VisitGiven:
        marks = {item["code"]: self.cleaned_data[self._name(item)] for item in self._items}
        return VisitGiven(
            held_on=self.cleaned_data["held_on"],
            team=self.cleaned_data["team"],
            conclusion=self.cleaned_data["conclusion"],
            marks={code: Mark(mark) for code, mark in marks.items() if mark},
        )


class RemedyForm(forms.Form):
    """What was found lacking, and what is to be done by when."""

    finding = forms.CharField(label=_("Điều chưa đạt"), max_length=500, required=False)
    remedy = forms.CharField(label=_("Việc cần khắc phục"), max_length=500, required=False)
    due_on = _day(_("Hạn khắc phục"))


class ProofForm(forms.Form):
    """What shows that it was mended."""

    proof = forms.CharField(label=_("Minh chứng đã khắc phục"), max_length=500, required=False)


class UseForm(forms.Form):
    """In which ways the unit uses IT; what the portal saw is ticked beforehand."""

    uses = forms.MultipleChoiceField(
        label=_("Đơn vị đang làm bằng công nghệ thông tin"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    evidence = forms.CharField(
        label=_("Minh chứng"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Đường dẫn trang, tên nhóm, số liệu. Phần cổng đã thấy thì không cần ghi lại."),
    )

    def __init__(self, *args: object, proposed: "Sequence[ProposedUse]", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        choices = [(each.code, each.name) for each in proposed]
        self.fields["uses"].choices = choices  # type: ignore[attr-defined]  # a choice field
