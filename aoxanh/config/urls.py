"""Root URLs: every path belongs to the HTML face."""

from django.urls import URLPattern, URLResolver, include, path


urlpatterns: list[URLPattern | URLResolver] = [path("", include("aoxanh.web.urls"))]

handler400 = "aoxanh.web.errors.bad_request"
handler403 = "aoxanh.web.errors.forbidden"
handler404 = "aoxanh.web.errors.not_found"
handler429 = "aoxanh.web.access.public.too_many"
handler500 = "aoxanh.web.errors.server_error"
