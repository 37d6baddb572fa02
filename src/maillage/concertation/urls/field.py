"""The addresses of weak signals and of requests for intervention: the plural is a space's, the singular one of them."""

from __future__ import annotations

from django.urls import path

from maillage.concertation.views import interventions
from maillage.concertation.views import weak_signals as signals

urlpatterns = [
    path("signaux/<address:uid>/", signals.signals, name="signals"),
    path("signaux/<address:uid>/noter/", signals.note_signal, name="note_signal"),
    path("signaux/<address:uid>/a-montrer/", signals.outside, name="signals_outside"),
    path("signaux/<address:uid>/en-faire-un-constat/", signals.finding_from, name="finding_from"),
    path("signal/<address:uid>/", signals.signal, name="signal"),
    path("signal/<address:uid>/corriger/", signals.correct_signal, name="correct_signal"),
    path("signal/<address:uid>/supprimer/", signals.delete_signal, name="delete_signal"),
    path("interventions/<address:uid>/", interventions.interventions, name="interventions"),
    path("interventions/<address:uid>/demander/", interventions.ask, name="ask_intervention"),
    path("intervention/<address:uid>/", interventions.intervention, name="intervention"),
    path("intervention/<address:uid>/corriger/", interventions.correct, name="correct_request"),
    path("intervention/<address:uid>/prendre-en-charge/", interventions.take_up, name="take_up"),
    path("intervention/<address:uid>/terminer/", interventions.finish, name="finish_intervention"),
    path("intervention/<address:uid>/etat/", interventions.move, name="move_intervention"),
]
