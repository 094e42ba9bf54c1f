"""What officers type at the door of an activity and about its hours."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import ShiftShown
from aoxanh.kernel.keys import keys_of
from aoxanh.people.types import GuardianGiven
from aoxanh.web.activities.door.chips import shift_words


LONGEST_REASON = 300


class HoursField(forms.DecimalField):
    """Hours as people say them, ``3,5``; cleaned to whole minutes."""

    def __init__(self, **given: object) -> None:
        super().__init__(
            **{  # type: ignore[arg-type]  # one set of words for every use
                "label": _("Số giờ"),
                "min_value": 0,
                "max_value": 24,
                "max_digits": 6,
                "localize": True,
                "widget": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                "error_messages": {
                    "required": _("Hãy ghi số giờ, ví dụ 3,5."),
                    "invalid": _("Hãy ghi số giờ bằng chữ số, ví dụ 3,5."),
                    "min_value": _("Số giờ không thể âm."),
                    "max_value": _("Một ca không quá 24 giờ. Hãy xem lại số giờ."),
                    "max_digits": _("Hãy ghi số giờ như 3,5."),
                },
                **given,
            }
        )

    def clean(self, value: object) -> int:
        """Whole minutes; a point is read like a comma."""
        typed = value.strip().replace(".", ",") if isinstance(value, str) else value
        hours = super().clean(typed)
        return round(hours * 60) if hours is not None else 0


def _reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Lý do"),
        max_length=LONGEST_REASON,
        help_text=_("Lý do này hiện trên hồ sơ giờ của người tham gia."),
        error_messages={"required": _("Hãy ghi lý do: lý do này hiện trên hồ sơ giờ.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _shift_field(shifts: Sequence[ShiftShown]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Ca"),
        choices=[(each.shift.pk, shift_words(each)) for each in shifts],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Hãy chọn ca."),
            "invalid_choice": _("Ca này không thuộc hoạt động. Hãy chọn lại."),
        },
    )


class WalkInForm(forms.Form):
    """A person who came without signing up: a name is enough, a minor needs a guardian."""

    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=120,
        error_messages={"required": _("Hãy ghi họ và tên của người đến.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("Số điện thoại hoặc e-mail"),
        max_length=120,
        required=False,
        help_text=_("Có số thì sau này người đó tự tìm lại được giờ của mình."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    birth_year = forms.IntegerField(
        label=_("Năm sinh"),
        required=False,
        min_value=1900,
        max_value=2100,
        help_text=_("Cần ghi khi người đến chưa đủ 16 tuổi."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
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
    consent = forms.BooleanField(
        label=_("Người này đồng ý để đơn vị dùng tên và số liên hệ cho việc điểm danh, ghi giờ"),
        error_messages={
            "required": _("Hãy hỏi và đánh dấu khi người này đồng ý; chưa đồng ý thì chưa ghi tên.")
        },
    )

    def __init__(
        self, data: object = None, *, shifts: Sequence[ShiftShown], **given: object
    ) -> None:
        super().__init__(data, **given)  # type: ignore[arg-type]  # as Django's forms take them
        self.fields["shift"] = _shift_field(shifts)

    @property
    def asks_guardian(self) -> bool:
        """Whether the fields of a guardian stand open."""
        names = ("guardian_name", "guardian_phone")
        return any(self[name].value() or name in self.errors for name in names)

    def guardian(self) -> GuardianGiven | None:
        """The guardian as given, or None."""
        given = self.cleaned_data
        if not given["guardian_name"] and not given["guardian_phone"]:
            return None
        return GuardianGiven(full_name=given["guardian_name"], phone=given["guardian_phone"])


class LateEntryForm(forms.Form):
    """Who served though nobody recorded it: the shift, the hours, the reason."""

    person = forms.TypedChoiceField(
        label=_("Người tham gia"),
        coerce=int,
        error_messages={
            "required": _("Hãy chọn người tham gia."),
            "invalid_choice": _("Người này không có trong danh sách của hoạt động."),
        },
    )
    hours = HoursField()
    reason = _reason_field()

    def __init__(
        self,
        data: object = None,
        *,
        shifts: Sequence[ShiftShown],
        persons: Sequence[tuple[int, str]],
        **given: object,
    ) -> None:
        super().__init__(data, **given)  # type: ignore[arg-type]  # as Django's forms take them
        self.fields["shift"] = _shift_field(shifts)
        person = self.fields["person"]
        assert isinstance(person, forms.TypedChoiceField)  # noqa: S101  named above
        person.choices = [("", _("Chọn một người")), *persons]


class CorrectionForm(forms.Form):
    """What one presence should count instead, and why."""

    minutes = HoursField()
    reason = _reason_field()


class ReceiverForm(forms.Form):
    """Which body without an account is asked, and about whom."""

    receiver = forms.CharField(
        label=_("Nơi nhận"),
        max_length=160,
        help_text=_("Nơi đã nhận việc làm, ví dụ: UBND xã Mường Kim, Trường PTDTBT Tả Lèng."),
        error_messages={"required": _("Hãy ghi tên nơi nhận, ví dụ: UBND xã Mường Kim.")},
    )
    contact = forms.CharField(
        label=_("Số điện thoại hoặc e-mail của nơi nhận"),
        max_length=254,
        help_text=_(
            "Đường dẫn chỉ gửi đến đây, cấp trên thấy liên hệ này. Không ghi liên hệ của người trong đơn vị."
        ),
        error_messages={"required": _("Hãy ghi số điện thoại hoặc e-mail của người ở nơi nhận.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @property
    def chosen(self) -> list[int]:
        """The late entries that were ticked."""
        return ticked(self.data, "late")


class ReceiverAnswerForm(forms.Form):
    """Who answers for the receiving body."""

    name = forms.CharField(
        label=_("Họ và tên người xác nhận"),
        max_length=120,
        error_messages={"required": _("Hãy ghi họ và tên người xác nhận.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    title = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    note = forms.CharField(label=_("Ý kiến"), max_length=300, required=False)


class PaperRollForm(forms.Form):
    """The photograph of a signed list."""

    paper = forms.FileField(
        label=_("Ảnh chụp danh sách đã ký"),
        help_text=_("Ảnh rõ chữ ký, hoặc PDF."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages={
            "required": _("Hãy chọn ảnh chụp hoặc PDF của danh sách đã ký."),
            "empty": _("Tệp này rỗng. Hãy chụp lại rồi chọn ảnh mới."),
        },
    )

    def __init__(self, *given: object, has_picture: bool = False) -> None:
        super().__init__(*given)  # type: ignore[arg-type]  # as Django's forms take them
        self.fields["paper"].required = not has_picture

    @property
    def chosen(self) -> list[int]:
        """The persons who were ticked."""
        return ticked(self.data, "person")


def ticked(data: Mapping[str, object], name: str) -> list[int]:
    """The keys of the boxes of this name that were ticked."""
    values = data.getlist(name) if isinstance(data, QueryDict) else ()
    return keys_of(values)
