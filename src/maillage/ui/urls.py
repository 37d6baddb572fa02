"""The addresses of the `ui` room."""

from django.urls import URLPattern

app_name = "ui"
urlpatterns: list[URLPattern] = []
