"""The states of a statement of a consultation as a table; pages draw their buttons from it."""

from __future__ import annotations

from maillage.concertation.models import Statement
from maillage.core.transitions import Machine, Transition

_S = Statement.State

STATEMENT = Machine(
    (
        Transition("montrer", "Montrer", frozenset({_S.PROPOSED}), _S.SHOWN),
        Transition("ecarter", "Écarter", frozenset({_S.PROPOSED, _S.SHOWN}), _S.LEFT_OUT, reason_needed=True),
        Transition("remettre", "Remettre", frozenset({_S.LEFT_OUT}), _S.SHOWN),
    )
)
"""A statement that is left out keeps its votes: they count again when it is put back."""
