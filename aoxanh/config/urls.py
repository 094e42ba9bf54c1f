"""Root URLs: the JSON face under `/api/`, else the HTML face, in Vietnamese or, under `/en/`, in English."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("aoxanh.openapi.urls")),
    *i18n_patterns(path("", include("aoxanh.web.urls")), prefix_default_language=False),
]

handler400 = "aoxanh.web.errors.bad_request"
handler403 = "aoxanh.web.errors.forbidden"
handler404 = "aoxanh.web.errors.not_found"
handler429 = "aoxanh.web.access.public.too_many"
handler500 = "aoxanh.web.errors.server_error"
