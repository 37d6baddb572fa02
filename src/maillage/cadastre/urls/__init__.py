"""The addresses of the `cadastre` room, a module a noun."""

from __future__ import annotations

from django.urls import URLPattern

from maillage.cadastre.urls import calendar, care, coverage, offers, outputs

app_name = "cadastre"
urlpatterns: list[URLPattern] = [
    *calendar.urlpatterns,
    *coverage.urlpatterns,
    *care.urlpatterns,
    *outputs.urlpatterns,
    *offers.urlpatterns,
]
