"""Which findings say what a new one says: same theme in other words, related ones lower, opposites never the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.recurrence import SAME, Corpus, Finding, Kind, similar

BARRIER, NEED, RESOURCE = Kind.BARRIER, Kind.NEED, Kind.RESOURCE


def findings(*wordings: str, kind: Kind = BARRIER) -> list[Finding]:
    return [Finding(wording, wording, kind) for wording in wordings]


def test_the_same_in_other_words_is_proposed_with_its_reason() -> None:
    held = findings("Listes d’attente trop longues pour les formations FLE.", "Les loyers sont trop chers.")
    (near,) = similar("Les gens attendent six mois une place au cours de français.", BARRIER, held)
    assert near.finding == held[0]
    assert near.same
    assert near.shared[:2] == ("cours de français", "attente")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le logeman est trop cher.", "Les logements sont trop chers."),
        ("Les propriétaires refusent.", "Un proprietaire a refusé."),
        ("Ils attendent leur titre de séjour.", "Attendre son titre de séjour."),
        ("pas de bus le soir", "PAS DE BUS LE SOIR !"),
    ],
)
def test_spelling_and_inflection_do_not_part_findings(one: str, other: str) -> None:
    (near,) = similar(one, BARRIER, findings(other))
    assert near.same


def test_same_topic_with_something_else_to_say_is_related_only() -> None:
    (near,) = similar(
        "Les cours de français sont trop chers.", BARRIER, findings("Les cours de français sont trop loin.")
    )
    assert not near.same
    assert near.score < SAME
    assert near.shared[0] == "cours de français"


def test_what_is_there_and_what_is_missing_are_related_only() -> None:
    crib = findings("Il y a une crèche près du cours.", kind=RESOURCE)
    (near,) = similar("Il manque une crèche près du cours.", NEED, crib)
    assert not near.same
    assert near.shared[0] == "garde d’enfants"


def test_an_observation_of_what_fails_is_not_a_resource() -> None:
    seen = findings("Il manque une crèche pour les mamans.", kind=Kind.OBSERVATION)
    wording = "Une crèche pour les mamans."
    assert not similar(wording, RESOURCE, seen)[0].same
    assert similar(wording, NEED, seen)[0].same


def test_a_need_and_a_barrier_may_say_the_same() -> None:
    (near,) = similar("Plus de bus le soir.", NEED, findings("Pas de bus après 19 h."))
    assert near.same


def test_words_that_nobody_foresaw_count_too() -> None:
    held = findings("Les banques refusent d’ouvrir un compte.", "Les propriétaires refusent les étrangers.")
    near = similar("Impossible d’ouvrir un compte à la banque.", BARRIER, held)
    assert near[0].finding == held[0]
    assert {"banque", "compte"} <= set(near[0].shared)


def test_best_first_and_no_more_than_asked() -> None:
    held = findings(*(f"Pas de bus le soir à {place}." for place in ("Ham", "Spy", "Onoz")))
    near = Corpus(held).similar("Pas de bus le soir à Spy.", BARRIER, limit=2)
    assert [one.finding for one in near] == [held[1], held[0]]
    assert near[0].score == 1


def test_nothing_is_near_nothing() -> None:
    assert similar("Pas de bus.", BARRIER, []) == []
    assert similar("", BARRIER, findings("Pas de bus.", "")) == []
    assert similar("???", BARRIER, findings("Pas de bus.")) == []


def test_two_findings_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        Corpus([Finding(1, "a", NEED), Finding(1, "b", NEED)])


TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["bus", "crèche", "attente", "trop", "cher", "loin", "cours", "pas", "de", "moto"])
    ).map(" ".join),
)


@given(TEXTS, st.lists(TEXTS, max_size=6), st.sampled_from(Kind), st.sampled_from(Kind))
def test_scores_are_shares_in_order_and_alike_both_ways(
    wording: str, others: list[str], kind: Kind, theirs: Kind
) -> None:
    held = [Finding(place, text, theirs) for place, text in enumerate(others)]
    near = similar(wording, kind, held)
    assert all(0 <= one.score <= 1 for one in near)
    assert [one.score for one in near] == sorted((one.score for one in near), reverse=True)
    corpus = Corpus(held)
    for one in range(len(held)):
        for other in range(len(held)):
            assert corpus.likeness(one)[other] == pytest.approx(corpus.likeness(other)[one], abs=1e-4)
