"""Fields that several of the officers' forms share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import PhotoGiven
from aoxanh.files.errors import FileTooLarge
from aoxanh.web.days import DayField


if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

MOST_PHOTOS = 12
_MEGABYTE = 1024 * 1024


def day_field(label: "Words", *, required: bool = True, help_text: "Words" = "") -> DayField:
    return DayField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Hãy chọn ngày."),
            "invalid": _("Hãy ghi ngày như 29/11/2026."),
        },
    )


def clock_field(label: "Words", *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Hãy ghi giờ."),
            "invalid": _("Hãy ghi giờ như 7:30."),
        },
    )


def count_field(
    label: "Words", *, required: bool = True, help_text: "Words" = ""
) -> forms.IntegerField:
    """A number of things, nought included."""
    return forms.IntegerField(
        label=label,
        required=required,
        help_text=help_text,
        min_value=0,
        max_value=100_000_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Hãy ghi con số; không có thì ghi 0."),
            "invalid": _("Hãy ghi bằng chữ số, ví dụ 1280."),
            "min_value": _("Con số không thể âm."),
            "max_value": _("Con số này quá lớn. Hãy xem lại."),
        },
    )


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several pictures at once, each within the size that files are kept in."""

    widget = ManyFilesInput

    def __init__(self, *, required: bool = False, help_text: "Words" = "") -> None:
        super().__init__(
            label=_("Ảnh"),
            required=required,
            help_text=help_text or _("Chọn được nhiều ảnh, mỗi ảnh tối đa 12 MB."),
            error_messages={"required": _("Hãy chọn ít nhất một ảnh.")},
        )
        self.widget.attrs.update({"accept": "image/*", "multiple": True})

    def clean(self, data: object, initial: object = None) -> Sequence[PhotoGiven]:
        """Raises ``ValidationError`` for too many, empty or too large files."""
        files = cast("list[UploadedFile[bytes] | None]", data if isinstance(data, list) else [data])
        given = [file for file in files if file]
        if len(given) > MOST_PHOTOS:
            most = {"most": MOST_PHOTOS}
            raise ValidationError(_("Mỗi lần gửi nhiều nhất %(most)s ảnh."), params=most)
        if not given:
            super().clean(None, initial)
        for file in given:
            super().clean(file, initial)
            self._check_size(file)
        return tuple(PhotoGiven(name=file.name or "", content=file.read()) for file in given)

    def _check_size(self, file: "UploadedFile[bytes]") -> None:
        limit = settings.UPLOAD_LIMIT_BYTES
        if (file.size or 0) > limit:
            megabytes = -(-(file.size or 0) // _MEGABYTE)
            raise ValidationError(str(FileTooLarge(size=megabytes, limit=limit // _MEGABYTE)))
