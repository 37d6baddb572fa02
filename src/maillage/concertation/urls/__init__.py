"""The addresses of the `concertation` room: `/cycles/`, `/constats/`, `/positions/`, `/pistes/`, `/seance/` …."""

from __future__ import annotations

from maillage.concertation.urls import (
    acting,
    consultations,
    cycles,
    entry,
    field,
    findings,
    judging,
    recommendations,
)

app_name = "concertation"
urlpatterns = [
    *cycles.urlpatterns,
    *findings.urlpatterns,
    *judging.urlpatterns,
    *recommendations.urlpatterns,
    *acting.urlpatterns,
    *entry.urlpatterns,
    *consultations.urlpatterns,
    *field.urlpatterns,
]
