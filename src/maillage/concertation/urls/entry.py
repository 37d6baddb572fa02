"""The addresses of a phone in a meeting."""

from __future__ import annotations

from django.urls import path

from maillage.concertation.views import entry as views

urlpatterns = [
    path("seance/", views.find_entry, name="find_entry"),
    path("seance/<slug:code>/", views.entry, name="entry"),
    path("seance/<slug:code>/<slug:uid>/corriger/", views.correct_entry, name="correct_entry"),
    path("seance/<slug:code>/<slug:uid>/retirer/", views.withdraw_entry, name="withdraw_entry"),
]
