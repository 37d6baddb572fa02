"""State machines as tables."""

import pytest

from maillage.core.transitions import Machine, Transition, TransitionRefused

DOOR = Machine(
    (
        Transition("open", "Ouvrir", frozenset({"shut"}), "open"),
        Transition("shut", "Fermer", frozenset({"open"}), "shut"),
        Transition("lock", "Verrouiller", frozenset({"shut"}), "locked", reason_needed=True),
    )
)


def test_the_buttons_of_a_state_come_in_the_order_of_the_table() -> None:
    assert [one.label for one in DOOR.open_from("shut")] == ["Ouvrir", "Verrouiller"]
    assert DOOR.open_from("locked") == ()


def test_a_verb_leads_to_its_target() -> None:
    assert DOOR.take("lock", state="shut").target == "locked"


@pytest.mark.parametrize(("verb", "state"), [("open", "open"), ("lock", "open"), ("paint", "shut")])
def test_a_verb_from_the_wrong_state_is_refused_in_words(verb: str, state: str) -> None:
    with pytest.raises(TransitionRefused, match="n’est plus possible"):
        DOOR.take(verb, state=state)


def test_a_verb_appears_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Machine((DOOR.transitions[0], DOOR.transitions[0]))
