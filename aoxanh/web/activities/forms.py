"""What visitors send about an activity."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.keys import keys_of
from aoxanh.people.types import GuardianGiven


Form = TypeVar("Form", bound=forms.Form)


class ChosenSlots(forms.Field):
    """Ids of ticked slots. Whether they belong to the activity is the action's to say, in its own words."""

    widget = forms.SelectMultiple
    default_error_messages = {
        "required": _("Hãy chọn ít nhất một ca."),
        "invalid": _("Ca này không còn nhận đăng ký. Hãy chọn ca khác."),
    }

    def to_python(self, value: Sequence[str] | None) -> list[int]:
        sent = value or ()
        if len(chosen := keys_of(sent)) < len(sent):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return chosen


def _shared(form: type[Form]) -> type[Form]:
    """All forms of this kind use the same fields, which none of them changes; Django copies each for every form."""
    for field in form.declared_fields.values():
        vars(field)["__deepcopy__"] = partial(_itself, field)
    return form


def _itself(field: forms.Field, memo: object) -> forms.Field:
    del memo
    return field


@_shared
class SignupForm(forms.Form):
    """Three steps: which shifts, who, send. A minor is asked for a guardian in a fourth."""

    slots = ChosenSlots(label=_("Chọn ca, có thể chọn nhiều"))
    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=120,
        error_messages={"required": _("Hãy ghi họ và tên của bạn.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label=_("Số điện thoại hoặc e-mail"),
        max_length=120,
        help_text=_("Chỉ người phụ trách nhìn thấy, để báo khi có thay đổi."),
        error_messages={
            "required": _("Hãy ghi số điện thoại hoặc e-mail để được báo khi có thay đổi.")
        },
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "text"}),
    )
    is_minor = forms.BooleanField(label=_("Tôi chưa đủ 16 tuổi"), required=False)
    birth_year = forms.IntegerField(
        label=_("Năm sinh"),
        required=False,
        min_value=1900,
        max_value=2100,
        error_messages={
            "invalid": _("Năm sinh gồm bốn chữ số, ví dụ 2011."),
            "min_value": _("Hãy xem lại năm sinh."),
            "max_value": _("Hãy xem lại năm sinh."),
        },
    )
    guardian_name = forms.CharField(
        label=_("Bố mẹ hoặc người giám hộ"), max_length=120, required=False
    )
    guardian_phone = forms.CharField(
        label=_("Số điện thoại của người giám hộ"), max_length=20, required=False
    )

    @property
    def asks_guardian(self) -> bool:
        """Whether the fourth step stands open."""
        names = ("guardian_name", "guardian_phone")
        return bool(self.data.get("is_minor")) or any(
            name in self.errors for name in names if self.is_bound
        )

    def guardian(self) -> GuardianGiven | None:
        """The guardian as given, or None."""
        given = self.cleaned_data
        if not given["guardian_name"] and not given["guardian_phone"]:
            return None
        return GuardianGiven(full_name=given["guardian_name"], phone=given["guardian_phone"])

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if (
            given.get("is_minor")
            and not given.get("birth_year")
            and "birth_year" not in self.errors
        ):
            self.add_error("birth_year", _("Hãy ghi năm sinh của bạn."))
        return given
