"""The addresses of the `cadastre` room."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "cadastre"
urlpatterns: list[URLPattern] = []
