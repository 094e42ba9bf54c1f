"""What people tell about themselves and what officers note about them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.people.types import Gender, GuardianGiven, PersonGiven, YouthCategory
from aoxanh.web.days import DayField


class ProfileForm(forms.Form):
    """A person's own profile."""

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, error_messages={"required": _("Hãy ghi họ và tên.")}
    )
    phone = forms.CharField(label=_("Số điện thoại"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    birth_date = DayField(
        label=_("Ngày sinh"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Hãy chọn ngày sinh theo lịch.")},
    )
    gender = forms.ChoiceField(label=_("Giới tính"), choices=Gender, required=False)
    youth_category = forms.ChoiceField(
        label=_("Đối tượng thanh niên"),
        choices=[("", _("Không nêu")), *YouthCategory.choices],
        required=False,
    )
    skills = forms.CharField(
        label=_("Kỹ năng"),
        required=False,
        max_length=300,
        help_text=_("Cách nhau bằng dấu phẩy, ví dụ: sơ cứu, dạy học, lái xe."),
    )
    availability = forms.CharField(
        label=_("Thời gian rảnh"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: cuối tuần, buổi tối."),
    )
    guardian_name = forms.CharField(
        label=_("Người giám hộ (nếu chưa đủ 16 tuổi)"), required=False, max_length=120
    )
    guardian_phone = forms.CharField(
        label=_("Số điện thoại người giám hộ"), required=False, max_length=20
    )

    @staticmethod
    def initial_of(person: object, account: object) -> dict[str, object]:
        """What is known already: the person's own columns, else what the account was made with."""
        source = person or account
        names = (
            "full_name",
            "phone",
            "email",
            "birth_date",
            "gender",
            "youth_category",
            "availability",
        )
        known: dict[str, object] = {name: getattr(source, name, "") or "" for name in names}
        known["skills"] = ", ".join(getattr(person, "skills", ()) or ())
        return known

    def person(self) -> PersonGiven:
        given = self.cleaned_data
        return PersonGiven(
            full_name=given["full_name"],
            phone=given["phone"],
            email=given["email"],
            birth_date=given["birth_date"],
            gender=given["gender"],
            youth_category=given["youth_category"],
            skills=tuple(part.strip() for part in given["skills"].split(",") if part.strip()),
            availability=given["availability"],
        )

    def guardian(self) -> GuardianGiven | None:
        given = self.cleaned_data
        if not given["guardian_name"] and not given["guardian_phone"]:
            return None
        return GuardianGiven(full_name=given["guardian_name"], phone=given["guardian_phone"])
