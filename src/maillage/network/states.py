"""The tables of states of this room: what may follow what, for a space and for a membership."""

from __future__ import annotations

from maillage.core.transitions import Machine, Transition
from maillage.network.models.memberships import Membership
from maillage.network.models.spaces import Space

PLANNED, ACTIVE, DORMANT, CLOSED = (str(state) for state in Space.Status)

SPACE = Machine(
    (
        Transition("start", "Démarrer", frozenset({PLANNED}), ACTIVE),
        Transition("rest", "Mettre en veille", frozenset({ACTIVE}), DORMANT, reason_needed=True),
        Transition("wake", "Reprendre", frozenset({DORMANT}), ACTIVE),
        Transition("close", "Clôturer", frozenset({PLANNED, ACTIVE, DORMANT}), CLOSED, reason_needed=True),
        Transition("reopen", "Rouvrir", frozenset({CLOSED}), ACTIVE, reason_needed=True),
    )
)

INVITED, REQUESTED, MEMBER, OCCASIONAL, DECLINED = (str(state) for state in Membership.Status)

MEMBERSHIP = Machine(
    (
        Transition("welcome", "Accueillir comme membre", frozenset({INVITED, REQUESTED}), MEMBER),
        Transition(
            "welcome_occasionally",
            "Accueillir comme participant occasionnel",
            frozenset({INVITED, REQUESTED}),
            OCCASIONAL,
        ),
        Transition("decline", "Ne pas donner suite", frozenset({INVITED, REQUESTED}), DECLINED),
        Transition("become_member", "Devient membre", frozenset({OCCASIONAL}), MEMBER),
        Transition("become_occasional", "Devient participant occasionnel", frozenset({MEMBER}), OCCASIONAL),
    )
)
