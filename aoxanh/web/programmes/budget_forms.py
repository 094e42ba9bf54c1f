"""Forms of estimates, of the papers by which a year is decided, and of money that was placed or spent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.programmes.types.budget import (
    DecisionGiven,
    LineGiven,
    LineShown,
    MoneyGiven,
    MoneyKind,
    SchemeGiven,
    Source,
    Weighed,
)
from aoxanh.web.days import DayField
from aoxanh.web.money import MoneyField, written


if TYPE_CHECKING:
    from aoxanh.programmes.models import Scheme, Task

_ABOUT = _("Ghi “khoảng 45 triệu” nếu là số ước lượng.")


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[object, object]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # a choice field


class _DayInput(forms.DateInput):
    """A day as the browser picks it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class _OfTaskForm(forms.Form):
    """A task, the source that pays for it, and the scheme whose money it is."""

    task = forms.TypedChoiceField(label=_("Nhiệm vụ"), coerce=int, empty_value=None)
    source = forms.ChoiceField(label=_("Nguồn kinh phí"))
    scheme = forms.TypedChoiceField(
        label=_("Chương trình, đề án lồng ghép"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Chỉ chọn khi nguồn là lồng ghép. Tiền đó tính ở chương trình kia."),
    )
    amount = MoneyField(label=_("Số tiền (đồng)"), help_text=_ABOUT)

    def __init__(
        self,
        *args: object,
        tasks: Sequence["Task"],
        sources: Sequence[Source],
        schemes: Sequence["Scheme"],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        _offer(
            self, "task", [("", "–"), *((task.pk, f"{task.clause}. {task.text}") for task in tasks)]
        )
        _offer(self, "source", [(each.code, each.name) for each in sources])
        _offer(
            self,
            "scheme",
            [("", _("Không lồng ghép")), *((each.pk, each.name) for each in schemes)],
        )
        if not schemes:
            del self.fields["scheme"]


class LineForm(_OfTaskForm):
    """One line of an estimate."""

    content = forms.CharField(
        label=_("Nội dung chi"),
        required=False,
        max_length=300,
        help_text=_("Ví dụ: in tài liệu, thuê hội trường, hỗ trợ đi lại."),
    )
    field_order = ("task", "content", "source", "scheme", "amount")

    def given(self) -> LineGiven:
        typed = self.cleaned_data
        return LineGiven(
            task_id=typed["task"],
            source=typed["source"],
            amount=typed["amount"].amount,
            is_about=typed["amount"].is_about,
            scheme_id=typed.get("scheme"),
            content=typed["content"],
        )


class MoneyForm(_OfTaskForm):
    """Money that was placed or spent, by a document; ``takes_back`` allows nought."""

    document = forms.CharField(
        label=_("Chứng từ, văn bản số"),
        max_length=120,
        help_text=_("Ví dụ: Quyết định 85/QĐ-UBND, Ủy nhiệm chi 12."),
    )
    document_on = DayField(label=_("Ngày chứng từ"), widget=_DayInput)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=400)

    def __init__(self, *args: object, kind: MoneyKind, year: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.kind, self.year = kind, year
        if kind == MoneyKind.PLACED:
            del self.fields["task"]

    def given(self) -> MoneyGiven:
        typed = self.cleaned_data
        return MoneyGiven(
            kind=self.kind,
            year=self.year,
            source=typed["source"],
            amount=typed["amount"].amount,
            is_about=typed["amount"].is_about,
            document=typed["document"],
            document_on=typed["document_on"],
            task_id=typed.get("task"),
            scheme_id=typed.get("scheme"),
            note=typed["note"],
        )


class SendForm(forms.Form):
    """What the unit was assigned for the year already."""

    assigned = MoneyField(
        label=_("Dự toán đã giao cho đơn vị trong năm (đồng)"),
        required=False,
        help_text=_("Để trống nếu chưa giao."),
    )

    def given(self) -> int | None:
        typed = self.cleaned_data["assigned"]
        return typed.amount if typed else None


class PaperForm(forms.Form):
    """A paper: its number, its day, and the body it goes to or comes from."""

    paper = forms.CharField(label=_("Số, ký hiệu văn bản"), max_length=80)
    on = DayField(label=_("Ngày ký"), widget=_DayInput)
    body = forms.CharField(label=_("Cơ quan"), max_length=200)

    def __init__(self, *args: object, body: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        if body:
            self.fields["body"].label = body
        else:
            del self.fields["body"]

    def given(self) -> DecisionGiven:
        typed = self.cleaned_data
        return DecisionGiven(paper=typed["paper"], on=typed["on"], body=typed.get("body", ""))


class SubmitForm(PaperForm):
    """The paper by which a year is submitted: numbered by the unit's register, or elsewhere already."""

    takes_number = forms.BooleanField(
        label=_("Lấy số tiếp theo trong sổ tờ trình của đơn vị, ngày hôm nay"), required=False
    )
    field_order = ("body", "takes_number", "paper", "on")

    def __init__(self, *args: object, may_take: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        if not may_take:
            del self.fields["takes_number"]
            return
        self.fields["takes_number"].initial = True
        for name in ("paper", "on"):
            self.fields[name].required = False
            self.fields[name].help_text = _("Chỉ ghi khi tờ trình đã có số.")

    def clean(self) -> dict[str, Any]:
        """A number of its own where the register gives none."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("takes_number"):
            if typed.get("paper"):
                self.add_error("paper", _("Tờ trình đã có số thì bỏ chọn lấy số trong sổ."))
            return typed
        for name in ("paper", "on"):
            if not typed.get(name) and name not in self.errors:
                self.add_error(name, _("Hãy ghi, hoặc chọn lấy số trong sổ."))
        return typed

    def given(self) -> DecisionGiven:
        typed = self.cleaned_data
        if not typed.get("takes_number"):
            return super().given()
        return DecisionGiven(paper="", on=date.min, body=typed["body"], takes_number=True)


class ReasonForm(forms.Form):
    """Why an estimate goes back."""

    reason = forms.CharField(
        label=_("Lý do trả lại"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


class OpinionForm(forms.Form):
    """Whether a body agrees with the proposal."""

    agrees = forms.TypedChoiceField(
        label=_("Ý kiến"),
        choices=[("1", _("Thống nhất")), ("0", _("Chưa thống nhất"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=400,
        help_text=_("Cần ghi khi chưa thống nhất."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SchemeForm(forms.Form):
    """Another scheme, and the tasks that are carried out together with it."""

    name = forms.CharField(label=_("Tên chương trình, đề án"), max_length=300)
    number = forms.CharField(label=_("Số, ký hiệu quyết định"), required=False, max_length=80)
    programme = forms.ChoiceField(
        label=_("Là chương trình nào trên cổng"),
        required=False,
        help_text=_("Để trống nếu chương trình đó không có trên cổng."),
    )
    tasks = forms.TypedMultipleChoiceField(
        label=_("Nhiệm vụ lồng ghép"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: object,
        tasks: Sequence["Task"],
        programmes: Sequence[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        _offer(self, "tasks", [(task.pk, f"{task.clause}. {task.text}") for task in tasks])
        _offer(self, "programme", [("", _("Không có trên cổng")), *programmes])

    def given(self) -> SchemeGiven:
        typed = self.cleaned_data
        return SchemeGiven(
            name=typed["name"],
            number=typed["number"],
            programme_code=typed["programme"],
            task_ids=typed["tasks"],
        )


class WeighForm(forms.Form):
    """What is approved, or proposed, for one line of a body's estimate."""

    amount = MoneyField(label=_("Số tiền (đồng)"))
    reason = forms.CharField(label=_("Lý do giảm"), required=False, max_length=300)

    def given(self) -> Weighed:
        typed = self.cleaned_data
        return Weighed(typed["amount"].amount, typed["reason"])


def weigh_forms(
    data: Mapping[str, str] | None, lines: Sequence[LineShown], *, is_owner: bool
) -> list[tuple[LineShown, WeighForm]]:
    """A form for each line, filled with what was noted, else proposed, else asked."""
    return [
        (line, WeighForm(data, prefix=f"dong-{line.pk}", initial=_noted(line, is_owner=is_owner)))
        for line in lines
    ]


def _noted(line: LineShown, *, is_owner: bool) -> dict[str, str]:
    proposed = line.amount if line.proposed is None else line.proposed
    if is_owner and line.approved is not None:
        return {"amount": written(line.approved), "reason": line.reason}
    return {"amount": written(proposed), "reason": line.proposed_reason}
