"""Forms of signing in, registering and securing an account, in Vietnamese."""

import struct
from collections.abc import Iterable

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aoxanh.access.types import Role
from aoxanh.kernel.contacts import read_contact
from aoxanh.web.days import DayField


_WRONG_KEY = _("Khóa truy cập này chưa dùng được ở đây. Hãy thử lại hoặc đăng nhập bằng mật khẩu.")
_CONTACT = _("Số điện thoại hoặc e-mail")
_PASSWORD = _("Mật khẩu")
_NEW_PASSWORD = _("Mật khẩu mới")
_PASSWORD_RULE = _("Ít nhất 10 ký tự. Một câu ngắn dễ nhớ là tốt nhất.")
_AGAIN = _("Nhập lại mật khẩu mới")
_NOT_THE_SAME = _("Hai lần nhập chưa giống nhau. Hãy nhập lại.")


def _say(field: forms.Field, label: object, *, hint: object = "") -> None:
    field.label = str(label)
    field.help_text = str(hint)
    field.widget.attrs.pop("placeholder", None)


def _same_twice(form: forms.Form) -> dict[str, object]:
    cleaned = dict(form.cleaned_data)
    first, second = cleaned.get("password1"), cleaned.get("password2")
    if first and second and first != second:
        form.add_error("password2", str(_NOT_THE_SAME))
    return cleaned


class LoginForm(account.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """One field for phone or e-mail."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], _CONTACT)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        _say(self.fields["password"], _PASSWORD)
        _say(self.fields["remember"], _("Giữ đăng nhập trên máy này"))

    def clean_login(self) -> str:
        """The contact in its stored form; anything else stays as typed and simply finds nobody."""
        typed: str = self.cleaned_data["login"]
        try:
            phone, email = read_contact(typed)
        except ValueError:
            return typed
        return phone or email


class ResetPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["email"], _("E-mail của tài khoản"))


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["password1"], _NEW_PASSWORD, hint=_PASSWORD_RULE)
        _say(self.fields["password2"], _AGAIN)

    def clean(self) -> dict[str, object]:
        return _same_twice(self)


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["oldpassword"], _("Mật khẩu hiện tại"))
        _say(self.fields["password1"], _NEW_PASSWORD, hint=_PASSWORD_RULE)
        _say(self.fields["password2"], _AGAIN)

    def clean(self) -> dict[str, object]:
        return _same_twice(self)


class SetPasswordForm(account.SetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["password1"], _NEW_PASSWORD, hint=_PASSWORD_RULE)
        _say(self.fields["password2"], _AGAIN)

    def clean(self) -> dict[str, object]:
        return _same_twice(self)


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["password"], _PASSWORD)


def _ask_code(form: forms.Form, hint: object) -> None:
    code = form.fields["code"]
    _say(code, _("Mã xác thực"), hint=hint)
    code.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


_ANY_CODE = _("6 chữ số trong ứng dụng xác thực, hoặc một mã dự phòng.")


class AuthenticateForm(mfa.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, _ANY_CODE)


class ConfirmCodeForm(mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, _ANY_CODE)


class ActivateCodeForm(totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, _("6 chữ số ứng dụng vừa hiện."))


_BROKEN = (AttributeError, LookupError, TypeError, ValueError, InvalidSignature, struct.error)
"""What reading an answer that no device gave may end in: the library checks only part of its shape."""


class _ShownPasskey(forms.Form):
    """Refuses an answer that is not one, whatever was sent, and one signed by another key."""

    def clean_credential(self) -> object:
        try:
            return super().clean_credential()  # type: ignore[misc]  # the library's form beside this one
        except _BROKEN as fault:
            raise ValidationError(str(_WRONG_KEY)) from fault


class PasskeyLoginForm(_ShownPasskey, webauthn.LoginWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """The key alone signs in."""


class PasskeyCodeForm(_ShownPasskey, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """The key after the password."""


class PasskeyConfirmForm(_ShownPasskey, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """The key confirms that it is oneself."""


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """Names the key that the device has just made."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        _say(
            self.fields["name"],
            _("Tên của khóa"),
            hint=_("Ví dụ: Điện thoại của tôi, Máy tính văn phòng."),
        )
        self.fields["name"].initial = ""

    def clean(self) -> dict[str, object]:
        try:
            return super().clean()  # type: ignore[no-any-return]  # allauth ships no types
        except _BROKEN as fault:
            raise ValidationError(str(_WRONG_KEY)) from fault


class RegisterForm(forms.Form):
    """A volunteer's own account and the first lines of the profile."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    contact = forms.CharField(
        label=_CONTACT, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_PASSWORD,
        help_text=_PASSWORD_RULE,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    birth_year = forms.IntegerField(
        label=_("Năm sinh"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    guardian_full_name = forms.CharField(
        label=_("Người giám hộ"),
        required=False,
        max_length=120,
        help_text=_("Cần khi bạn dưới 16 tuổi: cha, mẹ hoặc người giám hộ đã đồng ý."),
    )
    guardian_phone = forms.CharField(label=_("Số điện thoại người giám hộ"), required=False)
    consent = forms.BooleanField(label="")

    def agree_to(self, text: str) -> "RegisterForm":
        """The form with the words that are agreed to."""
        self.fields["consent"].label = text
        return self

    def without_password(self) -> "RegisterForm":
        """The form for who signs in by other means."""
        del self.fields["password"]
        return self


class AcceptForm(forms.Form):
    """A password for the account that an invitation makes."""

    password = forms.CharField(
        label=_("Đặt mật khẩu"),
        help_text=_PASSWORD_RULE,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ContactForm(forms.Form):
    """What an account signs in with."""

    phone = forms.CharField(
        label=_("Số điện thoại"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "email"}),
    )


class InviteForm(forms.Form):
    """A role at the unit, for one person."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    contact = forms.CharField(label=_CONTACT)
    role_until = DayField(
        label=_("Giữ vai trò đến hết ngày"),
        required=False,
        help_text=_("Bỏ trống nếu chưa rõ nhiệm kỳ."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    is_provisional = forms.BooleanField(
        label=_("Lâm thời"),
        required=False,
        help_text=_("Làm tạm đến ngày đã chọn, chờ người giữ chính thức."),
    )

    def offer(self, roles: Iterable[Role]) -> "InviteForm":
        """The form with the roles to choose from."""
        self.fields["role"] = forms.ChoiceField(
            label=_("Vai trò"), choices=[(role.code.value, role.name) for role in roles]
        )
        self.order_fields(["full_name", "contact", "role", "role_until", "is_provisional"])
        return self
