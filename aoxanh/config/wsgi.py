"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  read now: a process started anew is sent clients as soon as it listens
