"""The addresses of recommendations."""

from __future__ import annotations

from django.urls import path

from maillage.concertation.views import becoming
from maillage.concertation.views import recommendations as views

urlpatterns = [
    path("cycles/<address:uid>/recommandations/", views.recommendations, name="recommendations"),
    path(
        "cycles/<address:uid>/proposer-une-recommandation/",
        views.propose_recommendation,
        name="propose_recommendation",
    ),
    path("recommandations/<address:uid>/", views.recommendation, name="recommendation"),
    path("recommandations/<address:uid>/reformuler/", views.edit_recommendation, name="edit_recommendation"),
    path("recommandations/<address:uid>/etat/", views.move_recommendation, name="move_recommendation"),
    path(
        "recommandations/<address:uid>/en-faire-une-action/",
        becoming.act_on_recommendation,
        name="act_on_recommendation",
    ),
]
