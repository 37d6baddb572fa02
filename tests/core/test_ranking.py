"""The order of results: titles before bodies, rare words before common ones, always the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.analysis import index_tokens, understand
from maillage.core.ranking import MAX_CANDIDATES, Candidate, rank


def document(number: int, title: str, *, names: str = "", body: str = "", standing: int = 0) -> Candidate:
    title_tokens, names_tokens, body_tokens = (
        f" {' '.join(index_tokens(text))} " for text in (title, names, body)
    )
    return Candidate(number, standing, title_tokens, names_tokens, body_tokens)


def test_a_title_comes_before_another_name_and_a_name_before_a_body() -> None:
    found = [
        document(1, "Coordination sociale", body="une école de devoirs"),
        document(2, "Coordination sociale", names="École du quartier"),
        document(3, "École communale", body="coordination sociale"),
    ]
    assert rank(understand("école"), found) == [3, 2, 1]


def test_a_short_title_comes_before_a_long_one() -> None:
    found = [
        document(1, "Fédération des associations pour le logement des jeunes en Wallonie"),
        document(2, "Relais Logement"),
    ]
    assert rank(understand("logement"), found) == [2, 1]


def test_the_word_as_typed_comes_before_its_other_forms() -> None:
    assert rank(understand("formations"), [document(1, "Formation"), document(2, "Formations")]) == [2, 1]


def test_the_whole_word_comes_before_words_that_only_start_like_it() -> None:
    found = [document(1, "Articles et textes"), document(2, "Art et textes")]
    assert rank(understand("art", partial=True), found) == [2, 1]


def test_the_rarer_word_decides() -> None:
    """Every candidate is a platform; only one is about housing."""
    found = [
        document(1, "Plateforme jeunesse", body="logement"),
        document(2, "Plateforme emploi", body="logement"),
        document(3, "Réseau logement", body="plateforme"),
        document(4, "Plateforme santé", body="logement"),
    ]
    assert rank(understand("plateforme logement"), found)[0] == 3


def test_the_title_that_was_typed_comes_first() -> None:
    exact = Candidate(9, 50, " 0fnamur namur ", " ", " ", exact=True)
    assert rank(understand("namur"), [document(1, "Namur Namur", names="Namur"), exact]) == [9, 1]


def test_a_title_that_opens_with_what_was_typed_comes_before_one_that_holds_it() -> None:
    inside = Candidate(1, 1, " 0fsud sud charleroi charleroi ", " ", " ")
    opening = Candidate(2, 9, " 0fsud sud charleroi charleroi ", " ", " ", opening=True)
    assert rank(understand("char", partial=True), [inside, opening]) == [2, 1]


def test_equal_answers_follow_the_standing_then_the_id() -> None:
    found = [document(3, "Alpha"), document(2, "Alpha", standing=1), document(1, "Alpha", standing=1)]
    assert rank(understand("alpha"), found) == [3, 1, 2]


def test_a_compound_counts_wherever_its_parts_stand() -> None:
    found = [document(1, "Autre", body="une plate forme"), document(2, "Plateforme")]
    assert rank(understand("plate-forme"), found) == [2, 1]


def test_more_candidates_than_can_be_ranked_are_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        rank(understand("alpha"), [document(1, "Alpha")] * (MAX_CANDIDATES + 1))


titles = st.lists(st.sampled_from(["alpha", "école", "relais", "écoles", "jeunes"]), min_size=1, max_size=5)


@given(st.lists(titles, min_size=1, max_size=8), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_arrival(all_titles: list[list[str]], chance: object) -> None:
    found = [document(at, " ".join(title)) for at, title in enumerate(all_titles)]
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    query = understand("écoles jeunes", partial=True)
    assert rank(query, found) == rank(query, shuffled)
    assert sorted(rank(query, found)) == list(range(len(found)))
