"""A form with one field of each kind, for the gallery."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


COMMUNES = (("", _("Chọn xã, phường")), ("muong-than", "Mường Than"), ("ta-leng", "Tả Lèng"))
SIZES = (("small", _("Dưới 30 người")), ("large", _("Từ 30 người")))
PHONE_DIGITS = 10


class SampleForm(forms.Form):
    full_name = forms.CharField(label=_("Họ và tên"))
    contact = forms.CharField(label=_("Số điện thoại hoặc e-mail"))
    commune = forms.ChoiceField(
        label=_("Xã, phường"), choices=COMMUNES, help_text=_("Gõ không dấu cũng tìm được.")
    )
    size = forms.ChoiceField(label=_("Quy mô"), choices=SIZES, widget=forms.RadioSelect)
    bodies = forms.MultipleChoiceField(
        label=_("Phối hợp"),
        choices=(("noi_vu", _("Sở Nội vụ")), ("tai_chinh", _("Sở Tài chính"))),
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Loại đơn vị"),
        choices=(("doan_xa", _("Đoàn xã")), ("doan_phuong", _("Đoàn phường"))),
        initial=("doan_xa",),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Lời nhắn"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    consent = forms.BooleanField(label=_("Tôi đồng ý cho người phụ trách ca gọi khi cần"))

    def clean_contact(self) -> str:
        """A telephone number has ten digits."""
        contact: str = self.cleaned_data["contact"]
        if sum(sign.isdigit() for sign in contact) < PHONE_DIGITS:
            raise ValidationError(_("Số còn thiếu chữ số. Số di động có 10 chữ số."))
        return contact


class RefusedForm(forms.Form):
    title = forms.CharField(label=_("Tên hoạt động"))

    def clean(self) -> None:
        """Refuse as a whole, to show where such a sentence stands."""
        raise ValidationError(_("Hoạt động này đã có trong tháng. Mở hoạt động đó để sửa."))
