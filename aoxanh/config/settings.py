"""Django settings: read from the environment, with what a single machine needs as default."""

import os

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from aoxanh.config.home import HOME, PACKAGE, env, kept_secret, origins_of
from aoxanh.config.serving import guard_file


DEBUG = env.bool("AOXANH_DEBUG", default=False)
SECRET_KEY = env.str("AOXANH_SECRET_KEY", default="") or kept_secret("django")
ALLOWED_HOSTS = env.list("AOXANH_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_ADDRESS = env.str("AOXANH_ADDRESS", default="http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
BEHIND_TLS = SITE_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_cotton",
    "django_htmx",
    "csp",
    "aoxanh.audit",
    "aoxanh.files",
    "aoxanh.notices",
    "aoxanh.work",
    "aoxanh.places",
    "aoxanh.units",
    "aoxanh.access",
    "aoxanh.people",
    "aoxanh.documents",
    "aoxanh.practices",
    "aoxanh.activities",
    "aoxanh.training",
    "aoxanh.inspections",
    "aoxanh.recognition",
    "aoxanh.programmes",
    "aoxanh.cooperation",
    "aoxanh.web",
    "aoxanh.jobs",
]

MIDDLEWARE = [
    "aoxanh.web.health.observed.Observed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aoxanh.web.middleware.OfNoOtherSite",
    "aoxanh.web.middleware.Phones",
    "aoxanh.web.middleware.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "aoxanh.web.middleware.PathsThatCanBe",
    "aoxanh.web.signs.SignsThatTextHolds",
    "aoxanh.web.middleware.SameOriginForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "aoxanh.web.policy.Policy",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "aoxanh.web.middleware.CurrentActor",
]

ROOT_URLCONF = "aoxanh.config.urls"
WSGI_APPLICATION = "aoxanh.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "aoxanh.web.templatetags.aoxanh",
                "aoxanh.web.templatetags.alike",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "aoxanh.web.context.page",
            ],
        },
        "DIRS": [PACKAGE / "web" / "templates"],
    }
]
COTTON_DIR = "cotton"

ANSWERED_AT_ONCE = 2
"""Requests one process works on at a time: they wait for the database as long as they compute. More of them would
only take the processor from one another, and hold what others wait for."""

MORE_WHILE_SOME_TAKE_LONG = 2
"""So many more, while as many have worked on theirs for half a second."""

PHONES_AT_ONCE = 32
"""Phones at doors whose scans one process takes in at the same time, by one transaction for all of a door."""

CONNECTIONS_OF_DOORS = 4
"""To the database, for these: who waits for another's transaction holds none."""

ROOM_FOR_REQUESTS = 320
"""Requests one process holds in all: those it works on, those that wait, those that still arrive."""

REQUEST_LIMIT_BYTES = 64 * 1024 * 1024

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{HOME / 'aoxanh.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("prepare_threshold", 2)
    # Data lies in memory or on disks without moving parts; `?options=` in the address takes the place of this.
    DATABASES["default"]["OPTIONS"].setdefault("options", "-c random_page_cost=1.1")
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": ANSWERED_AT_ONCE + MORE_WHILE_SOME_TAKE_LONG + CONNECTIONS_OF_DOORS,
        "timeout": 5,
    }

VALKEY_ADDRESS = env.str("AOXANH_VALKEY", default="")
CACHES = {
    "default": {
        "BACKEND": "aoxanh.config.caching.Valkey"
        if VALKEY_ADDRESS
        else "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": VALKEY_ADDRESS or "aoxanh",
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
    },
    "sheets": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "sheets",
        "OPTIONS": {"MAX_ENTRIES": 1000},  # some 25 MB in each process
    },
    "pictures": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "pictures",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
PUBLIC_PAGES_DRAWN_EVERY = env.int("AOXANH_PAGES_DRAWN_EVERY", default=2)  # seconds; 0 keeps none

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["aoxanh.web.access.backends.Accounts"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "access:arrive"
ACCOUNT_ADAPTER = "aoxanh.web.access.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
ACCOUNT_SIGNUP_FIELDS = ["phone*", "email", "password1*"]
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    "change_password": "aoxanh.web.access.forms.ChangePasswordForm",
    "login": "aoxanh.web.access.forms.LoginForm",
    "reauthenticate": "aoxanh.web.access.forms.ReauthenticateForm",
    "reset_password": "aoxanh.web.access.forms.ResetPasswordForm",
    "reset_password_from_key": "aoxanh.web.access.forms.ResetPasswordKeyForm",
    "set_password": "aoxanh.web.access.forms.SetPasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("AOXANH_TRUSTED_PROXIES", default=0)
MFA_ADAPTER = "aoxanh.web.access.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "add_webauthn": "aoxanh.web.access.forms.AddPasskeyForm",
    "activate_totp": "aoxanh.web.access.forms.ActivateCodeForm",
    "authenticate": "aoxanh.web.access.forms.AuthenticateForm",
    "authenticate_webauthn": "aoxanh.web.access.forms.PasskeyCodeForm",
    "login_webauthn": "aoxanh.web.access.forms.PasskeyLoginForm",
    "reauthenticate": "aoxanh.web.access.forms.ConfirmCodeForm",
    "reauthenticate_webauthn": "aoxanh.web.access.forms.PasskeyConfirmForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS  # browsers allow it on localhost alone
MFA_TOTP_ISSUER = "Áo Xanh"
OIDC_ADDRESS = env.str("AOXANH_OIDC_ADDRESS", default="")
OIDC_NAME = env.str("AOXANH_OIDC_NAME", default="tài khoản cơ quan")
OIDC_PROVIDER = "co-quan"
SOCIALACCOUNT_ADAPTER = "aoxanh.web.access.identities.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_PROVIDER,
                "name": OIDC_NAME,
                "client_id": env.str("AOXANH_OIDC_CLIENT", default=""),
                "secret": env.str("AOXANH_OIDC_SECRET", default=""),
                "settings": {"server_url": OIDC_ADDRESS},
            }
        ]
        if OIDC_ADDRESS
        else [],
    }
}
PASSWORD_RESET_TIMEOUT = 3600  # seconds; the link goes by mail
PASSWORD_HASHERS = ["aoxanh.config.hashing.Argon2id"]
"""One alone: were there two, the time of a refusal would tell by which an account is kept, and so that it is there."""

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "aoxanh.access.rules.guessing.Guessable"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
WHITENOISE_ADD_HEADERS_FUNCTION = guard_file
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS: list[str] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "aoxanh.config.static.Storage"},
}
MEDIA_ROOT = HOME / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_LIMIT_BYTES = 12 * 1024 * 1024

EMAIL_CONFIG = env.email_url("AOXANH_MAIL", default="dummymail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("AOXANH_MAIL_FROM", default="aoxanh@localhost")

TEXT_GATEWAY = env.str("AOXANH_TEXT_GATEWAY", default="")  # empty: by hand; "console"; an address
TEXT_GATEWAY_TOKEN = env.str("AOXANH_TEXT_TOKEN", default="")
TEXT_GATEWAY_BODY = env.json("AOXANH_TEXT_BODY", default={"to": "{phone}", "text": "{text}"})

OURS_ALONE = (
    "__Host-" if BEHIND_TLS else ""
)  # browsers let no other host lay such a cookie under us
SESSION_COOKIE_NAME = f"{OURS_ALONE}sessionid"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_ENGINE = "aoxanh.web.access.sessions"
SESSION_UNUSED = 4 * 3600
"""Seconds after which a session ends that nobody uses; ``SESSION_UNUSED_KEPT`` where one chose to stay signed in."""

SESSION_UNUSED_KEPT = 7 * 24 * 3600
SESSION_LONGEST = 12 * 3600
"""Seconds after which one signs in again in any case; ``SESSION_COOKIE_AGE`` where one chose to stay signed in."""

MESSAGE_STORAGE = "aoxanh.web.telling.Messages"
CSRF_COOKIE_NAME = f"{OURS_ALONE}csrftoken"
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "aoxanh.web.errors.form_refused"
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MAP_TILES = env.str("AOXANH_MAP_TILES", default="")
"""Address of map tiles with {z}, {x}, {y}; empty keeps maps on our own outlines."""

MAP_CREDIT = env.str("AOXANH_MAP_CREDIT", default="")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *origins_of(MAP_TILES)],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "media-src": [SELF, "blob:"],
        "form-action": [SELF, *env.list("AOXANH_OIDC_ORIGINS", default=origins_of(OIDC_ADDRESS))],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

KEY_FOLDER = HOME / "keys"
_PADES = "AOXANH_PADES_PASSWORD_"
PADES_PASSWORDS = {
    name.removeprefix(_PADES): value
    for name, value in os.environ.items()
    if name.startswith(_PADES)
}
"""Passwords of `keys/pades/UNIT.p12` by the unit's public code."""
ISSUERS_FOLDER = HOME / "issuers"
"""Public keys and lists of revoked papers of portals made known to `aoxanh verify`."""
PAPERS_FOLDER = HOME / "papers"
"""Layouts and templates of papers that stand in place of those shipped."""
PRACTICES_FOLDER = HOME / "practices"
PROGRAMMES_FOLDER = HOME / "programmes"
"""Criteria of yearly rounds that stand in place of those shipped."""

IDEAS_PER_HOUR = env.int("AOXANH_IDEAS_PER_HOUR", default=10)
SIGNUPS_PER_HOUR = env.int("AOXANH_SIGNUPS_PER_HOUR", default=120)
LOOKUPS_PER_MINUTE = env.int("AOXANH_LOOKUPS_PER_MINUTE", default=30)
TRUSTED_PROXIES = env.int("AOXANH_TRUSTED_PROXIES", default=0)
NINJA_NUM_PROXIES = TRUSTED_PROXIES  # whose word on an asker's address the interface believes

METRICS_TOKEN = env.str("AOXANH_METRICS_TOKEN", default="")
"""The secret of who reads metrics; empty, and there are none."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_paths": {"()": "aoxanh.config.logs.WithoutPaths"}},
    "formatters": {
        "line": {
            "()": "aoxanh.config.logs.Lines",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "json": {
            "()": "aoxanh.config.logs.Json",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": env.str("AOXANH_LOG_FORMAT", default="line"),  # or json
            "filters": ["without_paths"],
        }
    },
    "loggers": {"aoxanh.security": {"level": "INFO"}},
    "root": {"handlers": ["stderr"], "level": env.str("AOXANH_LOG", default="WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # TLS is the reverse proxy's; HSTS is ours
