"""How allauth reads and writes our accounts, and what it says: in Vietnamese, and never who exists."""

import base64
import logging
from typing import TYPE_CHECKING

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aoxanh.access import queries as access
from aoxanh.kernel.contacts import read_phone, spoken_phone
from aoxanh.units import queries as units
from aoxanh.web import qr


if TYPE_CHECKING:
    from aoxanh.access.models import Account


_log = logging.getLogger("aoxanh.security")
_WRONG = _("Số điện thoại, e-mail hoặc mật khẩu chưa đúng. Hãy thử lại hoặc đặt lại mật khẩu.")
_WAIT = _("Bạn đã thử quá nhiều lần. Hãy chờ vài phút rồi thử lại.")
_WRONG_CODE = _("Mã chưa đúng hoặc đã hết hạn. Hãy mở ứng dụng xác thực và nhập mã mới.")


class PhoneField(forms.CharField):
    """A Vietnamese phone number in any of its shapes."""

    def clean(self, value: object) -> str:
        """The number as ``+84…``. Raises ``ValidationError``."""
        typed = super().clean(value)
        try:
            return read_phone(typed) if typed else ""
        except ValueError as fault:
            raise ValidationError(_("Đây chưa phải số điện thoại.")) from fault


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts known by phone or e-mail. Numbers are never verified by texts: they prove nothing."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đang tạm khóa. Hãy liên hệ đơn vị của bạn."),
        "email_password_mismatch": _WRONG,
        "phone_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "enter_current_password": _("Mật khẩu hiện tại chưa đúng."),
        "incorrect_password": _("Mật khẩu chưa đúng. Hãy thử lại."),
        "incorrect_code": _WRONG_CODE,
        "invalid_or_expired_key": _("Đường dẫn đã hết hạn. Hãy yêu cầu đường dẫn mới."),
        "invalid_password_reset": _("Đường dẫn đã hết hạn. Hãy yêu cầu đường dẫn mới."),
        "too_many_login_attempts": _WAIT,
        "rate_limited": _WAIT,
    }

    def phone_form_field(self, *, required: bool = True) -> forms.Field:
        return PhoneField(required=required)

    def get_user_by_phone(self, phone: str) -> "Account | None":
        return access.account_for_sign_in(phone)

    def get_login_stages(self) -> list[str]:
        """After the password only the one-time code: contacts are not verified by messages."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def reauthenticate(self, user: "Account", password: str) -> bool:
        """allauth looks for a verified address; our accounts sign in with what they have."""
        known = {"phone": user.phone} if user.phone else {"email": user.email}
        found = self.authenticate(context.request, password=password, **known)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **_: object) -> bool:  # noqa: ARG002  allauth's
        """Who has just signed in need not say the password twice."""
        signed_in = get_authentication_records(context.request, context.request.user)
        if not signed_in:
            return True
        seconds = timezone.now().timestamp() - float(signed_in[-1]["at"])
        return seconds > float(account_settings.REAUTHENTICATION_TIMEOUT)

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Too many tries are noted, without the contact that was tried."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            _log.warning("sign-in held up: too many tries")
            raise

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:  # noqa: ARG002  allauth's
        """One count per contact; allauth's own knows no phones and would count all of them together."""
        login = next(
            (credentials[name] for name in ("phone", "email", "username") if credentials.get(name)),
            "",
        )
        return f"sign-in:{login.lower()}"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """One-time codes: their secrets are encrypted at rest."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _WRONG_CODE,
        "cannot_delete_authenticator": _("Vai trò của bạn cần mã xác thực nên chưa thể tắt."),
        "cannot_generate_recovery_codes": _("Hãy bật mã xác thực trước khi tạo mã dự phòng."),
        "rate_limited": _WAIT,
    }

    def generate_authenticator_name(self, user: "Account", type: str) -> str:  # noqa: A002, ARG002  allauth's
        """What a key is called until its owner names it."""
        return gettext("Khóa của tôi")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Keys belong to this host and are listed on the device under the portal's name."""
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": units.instance().name}

    def get_totp_label(self, user: "Account") -> str:
        return spoken_phone(user.phone) if user.phone else str(user.email)

    def build_totp_svg(self, url: str) -> str:
        return qr.alone(url)

    def encrypt(self, text: str) -> str:
        return _ring().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _ring().decrypt(encrypted_text.encode()).decode()


def _ring() -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"aoxanh second factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
