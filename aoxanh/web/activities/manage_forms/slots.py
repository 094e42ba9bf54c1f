"""One more role in an existing shift."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.text import fold, nfc
from aoxanh.web.activities.manage_forms.shifts import capacity_field


OWN = ""


class SlotForm(forms.Form):
    """A role of the template that the shift lacks, or one in own words, with its places."""

    role = forms.ChoiceField(label=_("Vai trò"), required=False, widget=forms.RadioSelect)
    role_name = forms.CharField(
        label=_("Vai trò khác"),
        max_length=120,
        required=False,
        help_text=_("Ví dụ: Phiên dịch tiếng Mông."),
    )

    def __init__(
        self, *args: object, roles: Iterable[Mapping[str, str]], taken: Iterable[str], **kw: object
    ) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]  # Django's own arguments
        have = set(taken)
        self.roles = {each["code"]: each["name"] for each in roles if each["code"] not in have}
        self.fields["capacity"] = capacity_field(_("Số chỗ"))
        if self.roles:
            choices = [*self.roles.items(), (OWN, _("Vai trò khác, ghi bên dưới"))]
            self.fields["role"].choices = choices  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["role"]

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if not given.get("role") and not nfc(str(given.get("role_name", ""))):
            self.add_error("role_name", _("Hãy chọn hoặc ghi vai trò."))
        return given

    def named(self) -> tuple[str, str]:
        """(code, name) of the role; one in own words is coded by its letters."""
        given = self.cleaned_data
        code = given.get("role", "")
        if code:
            return code, self.roles[code]
        name = nfc(given["role_name"])
        return fold(name).replace(" ", "_")[:40], name
