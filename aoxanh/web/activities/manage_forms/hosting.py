"""The question to the union of a place, and its answer."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    host_unit = forms.TypedChoiceField(
        label=_("Đơn vị được hỏi"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Hãy chọn đơn vị được hỏi."),
            "invalid_choice": _("Hãy chọn một đơn vị trong danh sách."),
        },
    )
    message = forms.CharField(
        label=_("Lời nhắn"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nói ngắn: cần địa phương lo gì, ai sẽ liên hệ."),
    )

    def __init__(self, *args: object, hosts: Iterable[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.fields["host_unit"].choices = list(hosts)  # type: ignore[attr-defined]  # a choice field


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        choices=[("agree", ""), ("refuse", "")],
        error_messages={
            "required": _("Hãy chọn đồng ý hoặc không đồng ý."),
            "invalid_choice": _("Hãy chọn đồng ý hoặc không đồng ý."),
        },
    )
    note = forms.CharField(
        label=_("Lời nhắn lại"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Không đồng ý thì ghi lý do để đơn vị bạn điều chỉnh."),
    )
