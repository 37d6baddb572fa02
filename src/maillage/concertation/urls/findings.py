"""The addresses of findings."""

from __future__ import annotations

from django.urls import path

from maillage.concertation.views import contradictions, telling
from maillage.concertation.views import findings as views

urlpatterns = [
    path("constats/recurrents/", views.recurrent, name="recurrent"),
    path("constats/<address:uid>/", views.finding, name="finding"),
    path("constats/<address:uid>/completer/", views.correct_finding, name="correct_finding"),
    path("constats/<address:uid>/trier/", views.sort_finding, name="sort_finding"),
    path("constats/<address:uid>/separer/", views.separate, name="separate"),
    path("constats/<address:uid>/contradiction/", contradictions.mark_contradiction, name="mark_contradiction"),
    path("contradictions/<address:uid>/", contradictions.contradiction, name="contradiction"),
    path("constats/<address:uid>/paroles/noter/", telling.add_verbatim, name="add_verbatim"),
    path("constats/<address:uid>/paroles/<int:number>/retirer/", telling.drop_verbatim, name="drop_verbatim"),
]
