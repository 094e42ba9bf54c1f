"""What officers note about people: enrolment, memberships, posts, focal persons."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.periods import FOREVER
from aoxanh.people.types import (
    Gender,
    GuardianGiven,
    MembershipGiven,
    MembershipKind,
    PersonGiven,
    PostGiven,
    YouthCategory,
)
from aoxanh.web.days import DayField
from aoxanh.web.refusals import tell


if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_CONTACT_OF_REFUSALS = "contact"


def day_field(
    label: "str | _StrPromise", *, required: bool = True, help_text: "str | _StrPromise" = ""
) -> DayField:
    """A day chosen by the browser's calendar."""
    return DayField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Hãy chọn ngày."),
            "invalid": _("Hãy chọn ngày theo lịch."),
        },
    )


def refuse(form: forms.Form, refusal: DomainError) -> None:
    """Tell a refusal at its field; one about a contact stands at the phone number."""
    if refusal.field == _CONTACT_OF_REFUSALS and "phone" in form.fields:
        form.add_error("phone", str(refusal))
    else:
        tell(form, refusal)


def end_of(last_day: date | None) -> date:
    """The first day after a last day, or no end."""
    return last_day + timedelta(days=1) if last_day and last_day < date.max else FOREVER


class PersonForm(forms.Form):
    """A person's profile as the unit keeps it."""

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, error_messages={"required": _("Hãy ghi họ và tên.")}
    )
    phone = forms.CharField(label=_("Số điện thoại"), max_length=20, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    birth_date = day_field(_("Ngày sinh"), required=False)
    birth_year = forms.IntegerField(
        label=_("Năm sinh"),
        required=False,
        help_text=_("Chỉ cần khi chưa rõ ngày sinh."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Hãy ghi năm sinh bằng bốn chữ số.")},
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
    availability = forms.CharField(label=_("Thời gian rảnh"), required=False, max_length=200)

    def person(self, *, home_place_id: int | None = None) -> PersonGiven:
        given = self.cleaned_data
        return PersonGiven(
            full_name=given["full_name"],
            phone=given["phone"],
            email=given["email"],
            birth_date=given["birth_date"],
            birth_year=given["birth_year"],
            gender=given["gender"],
            youth_category=given["youth_category"],
            skills=tuple(part.strip() for part in given["skills"].split(",") if part.strip()),
            availability=given["availability"],
            home_place_id=home_place_id,
        )


class MembershipForm(forms.Form):
    """In what capacity a person joins a unit."""

    kind = forms.ChoiceField(label=_("Tư cách"), choices=MembershipKind)
    valid_from = day_field(_("Từ ngày"))
    last_day = day_field(
        _("Đến hết ngày"), required=False, help_text=_("Bỏ trống nếu chưa rõ ngày rời.")
    )
    student_code = forms.CharField(label=_("Mã sinh viên, học sinh"), required=False, max_length=30)
    class_name = forms.CharField(label=_("Lớp"), required=False, max_length=60)
    faculty = forms.CharField(label=_("Khoa"), required=False, max_length=120)

    def membership(self) -> MembershipGiven:
        given = self.cleaned_data
        return MembershipGiven(
            kind=given["kind"],
            valid_from=given["valid_from"],
            valid_to=end_of(given["last_day"]),
            student_code=given["student_code"],
            class_name=given["class_name"],
            faculty=given["faculty"],
        )


class EnrolForm(PersonForm, MembershipForm):
    """A person the unit takes among its members."""

    guardian_full_name = forms.CharField(
        label=_("Người giám hộ"),
        required=False,
        max_length=120,
        help_text=_("Cần khi người đó chưa đủ 16 tuổi."),
    )
    guardian_phone = forms.CharField(
        label=_("Số điện thoại người giám hộ"), required=False, max_length=20
    )
    consent = forms.BooleanField(
        label=_("Đơn vị giữ bản đồng ý tham gia của người này"),
        error_messages={"required": _("Cần có sự đồng ý trước khi ghi hồ sơ.")},
    )
    field_order = (
        "full_name",
        "phone",
        "email",
        "birth_date",
        "birth_year",
        "gender",
        "kind",
        "valid_from",
        "last_day",
    )

    def guardian(self) -> GuardianGiven | None:
        given = self.cleaned_data
        if not given["guardian_full_name"] and not given["guardian_phone"]:
            return None
        return GuardianGiven(full_name=given["guardian_full_name"], phone=given["guardian_phone"])


class PostForm(forms.Form):
    """An officer's post as the decision gives it."""

    title = forms.CharField(
        label=_("Chức danh"),
        max_length=120,
        help_text=_("Ví dụ: Bí thư, Phó Bí thư, Ủy viên Ban Thường vụ."),
        error_messages={"required": _("Hãy nhập chức danh.")},
    )
    valid_from = day_field(_("Từ ngày"))
    last_day = day_field(_("Đến hết ngày"), required=False, help_text=_("Bỏ trống nếu chưa rõ."))
    decision_number = forms.CharField(label=_("Số quyết định"), required=False, max_length=80)
    is_head = forms.BooleanField(label=_("Đứng đầu đơn vị"), required=False)
    is_full_time = forms.BooleanField(label=_("Chuyên trách công tác Đoàn, Hội"), required=False)
    is_specialised = forms.BooleanField(
        label=_("Chuyên trách phụ trách tình nguyện"), required=False
    )
    in_charge_of_volunteering = forms.BooleanField(label=_("Phụ trách tình nguyện"), required=False)
    is_provisional = forms.BooleanField(
        label=_("Lâm thời"),
        required=False,
        help_text=_("Giữ tạm đến ngày đã chọn, chờ người chính thức."),
    )

    def post(self) -> PostGiven:
        given = self.cleaned_data
        return PostGiven(
            title=given["title"],
            valid_from=given["valid_from"],
            valid_to=end_of(given["last_day"]),
            is_head=given["is_head"],
            is_full_time=given["is_full_time"],
            is_specialised=given["is_specialised"],
            in_charge_of_volunteering=given["in_charge_of_volunteering"],
            is_provisional=given["is_provisional"],
            decision_number=given["decision_number"],
        )


class EndForm(forms.Form):
    """The last day of a membership or a term."""

    last_day = day_field(_("Ngày cuối"))

    @property
    def on(self) -> date:
        """The first day without it."""
        return end_of(self.cleaned_data["last_day"])


class FocalPointForm(forms.Form):
    """Whom to call at the unit about volunteering."""

    person = forms.ChoiceField(
        label=_("Người đầu mối"), error_messages={"required": _("Hãy chọn một người.")}
    )
    department = forms.CharField(label=_("Bộ phận"), required=False, max_length=120)
    phone = forms.CharField(
        label=_("Điện thoại công việc"),
        max_length=20,
        help_text=_("Số này hiện trên trang công khai của đơn vị."),
        error_messages={"required": _("Hãy ghi số điện thoại công việc.")},
    )
    since = day_field(_("Từ ngày"))

    def offer(self, choices: Iterable[tuple[str, str]]) -> "FocalPointForm":
        """The form with the persons to choose from."""
        self.fields["person"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]  # a choice field
        return self
