"""The states of what the room keeps as tables; pages draw their buttons from the same tables."""

from __future__ import annotations

from maillage.concertation.models import Action, Finding, Intervention, Recommendation
from maillage.core.transitions import Machine, Transition

_F, _R, _A, _I = Finding.State, Recommendation.Status, Action.Status, Intervention.Status

FINDING = Machine(
    (
        Transition("montrer", "Mettre en commun", frozenset({_F.NEW}), _F.SHARED),
        Transition("retenir", "Retenir", frozenset({_F.NEW, _F.SHARED}), _F.RETAINED),
        Transition("masquer", "Masquer", frozenset({_F.SHARED}), _F.NEW),
        Transition("reprendre", "Ne plus retenir", frozenset({_F.RETAINED}), _F.SHARED),
        Transition(
            "ecarter", "Écarter", frozenset({_F.NEW, _F.SHARED, _F.RETAINED}), _F.LEFT_OUT, reason_needed=True
        ),
        Transition("remettre", "Remettre en commun", frozenset({_F.LEFT_OUT}), _F.SHARED),
    )
)
"""Gathering and separating have actions of their own: they take two findings."""

RECOMMENDATION = Machine(
    (
        Transition("adopter", "Adopter", frozenset({_R.PROPOSED}), _R.ADOPTED),
        Transition("reprendre", "Remettre en discussion", frozenset({_R.ADOPTED, _R.DROPPED}), _R.PROPOSED),
        Transition(
            "abandonner", "Abandonner", frozenset({_R.PROPOSED, _R.ADOPTED}), _R.DROPPED, reason_needed=True
        ),
    )
)

ACTION = Machine(
    (
        Transition("decider", "Décider", frozenset({_A.PROPOSED}), _A.DECIDED),
        Transition("commencer", "Commencer", frozenset({_A.DECIDED, _A.SUSPENDED}), _A.UNDER_WAY),
        Transition("suspendre", "Suspendre", frozenset({_A.DECIDED, _A.UNDER_WAY}), _A.SUSPENDED),
        Transition("realiser", "Réalisée", frozenset({_A.DECIDED, _A.UNDER_WAY}), _A.DONE),
        Transition(
            "abandonner",
            "Abandonner",
            frozenset({_A.PROPOSED, _A.DECIDED, _A.UNDER_WAY, _A.SUSPENDED}),
            _A.DROPPED,
            reason_needed=True,
        ),
        Transition("relancer", "Reprendre", frozenset({_A.DROPPED, _A.DONE}), _A.PROPOSED),
    )
)

INTERVENTION = Machine(
    (
        Transition("accepter", "Prendre en charge", frozenset({_I.ASKED}), _I.ACCEPTED),
        Transition("commencer", "Commencer", frozenset({_I.ACCEPTED}), _I.UNDER_WAY),
        Transition("terminer", "Terminer", frozenset({_I.ACCEPTED, _I.UNDER_WAY}), _I.DONE),
        Transition("refuser", "Refuser", frozenset({_I.ASKED}), _I.REFUSED, reason_needed=True),
        Transition(
            "retirer",
            "Retirer la demande",
            frozenset({_I.ASKED, _I.ACCEPTED, _I.UNDER_WAY}),
            _I.WITHDRAWN,
            reason_needed=True,
        ),
        Transition("rouvrir", "Remettre à l’étude", frozenset({_I.REFUSED, _I.WITHDRAWN}), _I.ASKED),
    )
)
"""« accepter » and « terminer » have actions of their own: they say who and how, and what came of it."""
INTERVENTION_RULES = {
    "accepter": "concertation.lead_intervention",
    "commencer": "concertation.answer_for_intervention",
    "terminer": "concertation.answer_for_intervention",
    "refuser": "concertation.lead_intervention",
    "retirer": "concertation.asked_intervention",
    "rouvrir": "concertation.lead_intervention",
}
"""Who takes each verb."""
