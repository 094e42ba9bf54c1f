"""Short messages that ride along to the next page."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class _OwnCookie(CookieStorage):
    cookie_name = f"{settings.OURS_ALONE}messages"


class Messages(FallbackStorage):
    """Django's own, in a cookie that belongs to this host alone."""

    storage_classes = (_OwnCookie, SessionStorage)
