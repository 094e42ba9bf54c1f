"""Paths of the gallery."""

from django.urls import path

from aoxanh.web.gallery import public


app_name = "gallery"
urlpatterns = [path("", public.components, name="components")]
