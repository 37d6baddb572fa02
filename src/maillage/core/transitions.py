"""State machines as tables: which verb leads from which states to which; pages draw their buttons from the same table."""

from __future__ import annotations

from dataclasses import dataclass


class TransitionRefused(Exception):
    """This verb does not lead anywhere from that state. The message is what the user reads."""

    def __init__(self, message: str = "Ce changement n’est plus possible dans l’état actuel.") -> None:
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table. `verb` is what a form posts, `label` what its button says.

    `reason_needed`: whoever takes it says why.
    """

    verb: str
    label: str
    sources: frozenset[str]
    target: str
    reason_needed: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """A table of transitions; a verb appears once."""

    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        verbs = [transition.verb for transition in self.transitions]
        if len(verbs) != len(set(verbs)):
            msg = f"a verb appears twice: {sorted(verbs)}"
            raise ValueError(msg)

    def open_from(self, state: str) -> tuple[Transition, ...]:
        """What may be done from a state, in the order of the table."""
        return tuple(one for one in self.transitions if state in one.sources)

    def take(self, verb: str, *, state: str) -> Transition:
        """The transition that `verb` names, or `TransitionRefused` when it does not start from `state`."""
        for one in self.open_from(state):
            if one.verb == verb:
                return one
        raise TransitionRefused
