"""The addresses of the `concertation` room: `/cycles/`, `/constats/`, `/pistes/`, `/actions/`, `/seance/` …."""

from __future__ import annotations

from maillage.concertation.urls import acting, consultations, cycles, entry, field, findings

app_name = "concertation"
urlpatterns = [
    *cycles.urlpatterns,
    *findings.urlpatterns,
    *acting.urlpatterns,
    *entry.urlpatterns,
    *consultations.urlpatterns,
    *field.urlpatterns,
]
