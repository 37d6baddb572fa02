"""The addresses of « M’avertir »."""

from __future__ import annotations

from django.urls import path

from maillage.chronicle.views import alerts, held_alerts

urlpatterns = [
    path("avis/", alerts.my_alerts, name="my_alerts"),
    path("avis/nouveau/", alerts.new_alert, name="new_alert"),
    path("avis/confirmer/<slug:uid>/", alerts.confirm_alerts, name="confirm_alerts"),
    path("avis/arreter/<str:token>/", held_alerts.stop_alerts, name="stop_alerts"),
    path("avis/de/<slug:uid>/", held_alerts.alerts, name="alerts"),
    path("avis/de/<slug:uid>/aujourd-hui/", held_alerts.preview, name="alerts_preview"),
    path("avis/de/<slug:uid>/rythme/", held_alerts.rhythm, name="alerts_rhythm"),
    path("avis/de/<slug:uid>/suspendre/", held_alerts.pause, name="pause_alerts"),
    path("avis/de/<slug:uid>/<slug:wish>/changer/", held_alerts.change_wish, name="change_wish"),
    path("avis/de/<slug:uid>/<slug:wish>/retirer/", held_alerts.drop_wish, name="drop_wish"),
]
