"""The addresses of watch notes."""

from __future__ import annotations

from django.urls import path

from maillage.chronicle.views import watch as views

urlpatterns = [
    path("veille/", views.watch_notes, name="watch_notes"),
    path("veille/ecrire/", views.write_watch_note, name="write_watch_note"),
    path("veille/<address:uid>/", views.watch_note, name="watch_note"),
    path("veille/<address:uid>/corriger/", views.correct_watch_note, name="correct_watch_note"),
    path("veille/<address:uid>/dire/", views.tell_spaces, name="tell_spaces"),
    path("veille/<address:uid>/retirer/", views.withdraw_watch_note, name="withdraw_watch_note"),
    path("veille/<address:uid>/remettre/", views.put_watch_note_back, name="put_watch_note_back"),
]
