"""Paths of signing in and of accounts: Vietnamese paths under the names allauth knows them by."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as identity
from django.db.transaction import atomic
from django.urls import URLPattern, URLResolver, include, path, re_path

from aoxanh.web.access import identities, keys, lists, mine, passkeys, public
from aoxanh.web.access import manage as accounts
from aoxanh.web.guards import bearer, signed_in, visitor


manage: list[URLPattern] = [
    path("tai-khoan/", accounts.accounts, name="accounts"),
    path("tai-khoan/can-bo/", lists.invite_officers, name="invite_officers"),
    path("tai-khoan/loi-moi/", lists.invitations, name="invitations"),
    path("tai-khoan/loi-moi/in/", lists.invitation_letters, name="invitation_letters"),
    path("tai-khoan/moi/", accounts.invite, name="invite"),
    path("tai-khoan/khoa-api/", keys.keys, name="api_keys"),
    path("tai-khoan/khoa-api/<int:pk>/thu-hoi/", keys.key_revoke, name="api_key_revoke"),
    path("tai-khoan/<int:pk>/ket-thuc/", accounts.grant_end, name="grant_end"),
    path("loi-moi/<int:pk>/thu-hoi/", accounts.invitation_revoke, name="invitation_revoke"),
]

_own: list[URLPattern] = [
    path("vao/", public.arrive, name="arrive"),
    path("loi-moi/<str:token>/", public.invitation, name="invitation"),
    path("bao-mat/lien-he/", mine.contact, name="contact"),
    path("bao-mat/may/", mine.sessions, name="sessions"),
    path("bao-mat/may/<int:pk>/dang-xuat/", mine.session_end, name="session_end"),
    path("bao-mat/may/dang-xuat/", mine.sessions_end, name="sessions_end"),
    path("bao-mat/tai-khoan-co-quan/<int:pk>/bo/", identities.leave, name="identity_leave"),
]

_account: list[URLPattern] = [
    path("dang-nhap/", visitor(account.login), name="account_login"),
    path("dang-xuat/", visitor(account.logout), name="account_logout"),
    path("dang-ky/", public.register, name="account_signup"),
    path("tai-khoan-tam-khoa/", visitor(account.account_inactive), name="account_inactive"),
    path("quen-mat-khau/", visitor(account.password_reset), name="account_reset_password"),
    path(
        "quen-mat-khau/da-gui/",
        visitor(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "quen-mat-khau/xong/",
        visitor(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^quen-mat-khau/dat-lai/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        bearer(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "bao-mat/mat-khau/",
        signed_in(atomic(account.password_change)),
        name="account_change_password",
    ),
    path(
        "bao-mat/mat-khau/dat/",
        signed_in(atomic(account.password_set)),
        name="account_set_password",
    ),
    path("bao-mat/xac-nhan/", signed_in(account.reauthenticate), name="account_reauthenticate"),
]

_second_factor: list[URLPattern] = [
    path("bao-mat/ma-xac-thuc/", mine.security, name="mfa_index"),
    path("dang-nhap/ma-xac-thuc/", visitor(second_factor.authenticate), name="mfa_authenticate"),
    path(
        "bao-mat/ma-xac-thuc/xac-nhan/",
        signed_in(second_factor.reauthenticate),
        name="mfa_reauthenticate",
    ),
    path(
        "bao-mat/ma-xac-thuc/bat/", signed_in(atomic(totp.activate_totp)), name="mfa_activate_totp"
    ),
    path(
        "bao-mat/ma-xac-thuc/tat/",
        signed_in(atomic(totp.deactivate_totp)),
        name="mfa_deactivate_totp",
    ),
    path(
        "bao-mat/ma-du-phong/",
        signed_in(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "bao-mat/ma-du-phong/tao-moi/",
        signed_in(atomic(recovery_codes.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "bao-mat/ma-du-phong/tai-ve/",
        signed_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

_passkeys: list[URLPattern] = [
    path("dang-nhap/khoa/", visitor(atomic(webauthn.login_webauthn)), name="mfa_login_webauthn"),
    path("bao-mat/khoa/them/", signed_in(atomic(passkeys.add)), name="mfa_add_webauthn"),
    path(
        "bao-mat/khoa/<int:pk>/bo/", signed_in(atomic(passkeys.remove)), name="mfa_remove_webauthn"
    ),
    path(
        "bao-mat/khoa/xac-nhan/",
        signed_in(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]

_identities: list[URLPattern] = [
    path("dang-nhap/noi/", identities.register, name="socialaccount_signup"),
    path("dang-nhap/chua-xong/", identities.refused, name="socialaccount_login_cancelled"),
    path(
        "dang-nhap/<slug:provider_id>/",
        visitor(identities.reached(identity.login)),
        name="openid_connect_login",
    ),
    path(
        "dang-nhap/<slug:provider_id>/xong/",
        visitor(identities.reached(atomic(identities.callback))),
        name="openid_connect_callback",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_own, "access"))),
    *_account,
    *_second_factor,
    *_passkeys,
    *_identities,
]
