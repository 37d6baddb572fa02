"""What everyday words find among the offers of the demonstration, against what answers them (bench/relevance.py)."""

from __future__ import annotations

import pytest
from bench.relevance import FOLDER, report, score

from maillage.cadastre.queries.finding import Question, count_offers, find_offers
from maillage.core.readers import VISITOR
from maillage.territory.models import Territory

pytestmark = pytest.mark.django_db


def test_the_tuned_queries_find_what_answers_them() -> None:
    found = score("tuned")
    report("tuned", found)
    assert len(found.outcomes) == 110
    assert len(found.judged) >= 105
    assert found.recall >= 0.97
    assert found.precision >= 0.95


def test_the_odd_half_of_the_fresh_queries_find_what_answers_them() -> None:
    found = score("fresh-odd")
    report("fresh-odd", found)
    assert len(found.judged) == 55
    assert found.recall >= 0.96
    assert found.precision >= 0.95


@pytest.mark.parametrize(("name", "recall", "precision"), [("fresh-even", 0.9, 0.95), ("heldout", 0.94, 0.92)])
def test_queries_that_the_search_was_never_tuned_to_are_found_nearly_as_well(
    name: str, recall: float, precision: float
) -> None:
    """The floors are what was reached without looking, a little under. Only figures are printed, so that nobody
    is tempted."""
    found = score(name)
    report(name, found)
    assert len(found.outcomes) == {"fresh-even": 54, "heldout": 110}[name]
    assert found.recall >= recall
    assert found.precision >= precision


@pytest.mark.parametrize("other", ["heldout", "fresh"])
def test_the_sets_ask_other_questions_than_the_tuned_one(other: str) -> None:
    asked = {}
    for name in ("tuned", other):
        lines = (FOLDER / f"{name}.toml").read_text(encoding="utf-8").splitlines()
        asked[name] = {line.split('"')[1] for line in lines if "{ q =" in line}
    shared = len(asked["tuned"] & asked[other])
    assert shared == 0


def test_jemeppe_alone_asks_which_and_shows_both_meanwhile() -> None:
    found = find_offers(Question(text="fle jemeppe"), VISITOR)
    assert {place.label for place in found.places} == {"Jemeppe (Seraing)", "Jemeppe-sur-Sambre"}
    assert found.place is None
    assert found.rest == "fle"
    chosen = {
        place.label: count_offers(Question(text=found.rest, place=place.territory_id), VISITOR)
        for place in found.places
    }
    assert min(chosen.values()) >= 1
    assert ("jemeppe", "Jemeppe (Seraing) ou Jemeppe-sur-Sambre") in found.understood
    assert sum(chosen.values()) == found.count == count_offers(Question(text="fle jemeppe"), VISITOR)


def test_a_place_in_the_words_is_told_and_its_words_taken_out() -> None:
    found = find_offers(Question(text="alpha herstal"), VISITOR)
    assert found.place is not None
    assert (found.place.label, found.rest) == ("Herstal", "alpha")
    assert ("luik", "Liège") in find_offers(Question(text="alpha luik"), VISITOR).understood


def test_near_a_place_reaches_its_neighbours_and_says_how_far() -> None:
    """Wanze is some 4 km from Huy: in the question near it, not in the one inside it."""
    inside = find_offers(Question(text="français à huy", per_page=100), VISITOR)
    near = find_offers(Question(text="français près de huy", per_page=100), VISITOR)
    places = {line.shown["place"] for line in near.lines}
    assert {line.shown["place"] for line in inside.lines} == {"Huy"}
    assert {"Huy", "Wanze"} <= places
    far = {line.shown["place"]: line.kilometres for line in near.lines}
    assert far["Wanze"] is not None
    assert 2 < far["Wanze"] < 8


def test_a_place_without_an_answer_proposes_to_look_further() -> None:
    found = find_offers(Question(text="psychologue wanze"), VISITOR)
    assert found.count == 0
    wider = next(way for way in found.ways if way.why.startswith("radius:"))
    assert (wider.question.place, wider.question.text) == (0, "psychologue à 5 km de wanze")
    assert wider.count == count_offers(wider.question, VISITOR) >= 1


def test_a_chosen_place_leaves_the_words_alone() -> None:
    wanze = Territory.objects.get(name="Wanze", level=Territory.Level.COMMUNE)
    assert find_offers(Question(text="français", place=wanze.pk), VISITOR).place is None


def test_a_mistyped_word_is_read_again_as_an_expression_or_a_place() -> None:
    found = find_offers(Question(text="francias serain"), VISITOR)
    assert found.corrections == {"francias": "français", "serain": "seraing"}
    assert found.place is not None
    assert found.place.label == "Seraing"
    verbatim = find_offers(Question(text="francias serain", verbatim=True), VISITOR)
    assert verbatim.corrections == {}


def test_what_no_answer_had_to_hold_is_told() -> None:
    found = find_offers(Question(text="alpha xylophone"), VISITOR)
    assert found.count > 50
    assert found.unheld == ("xylophone",)


def test_an_expression_that_no_answer_says_is_told_too() -> None:
    found = find_offers(Question(text="cours de français pour pensionnés à namur"), VISITOR)
    assert found.count >= 19
    assert found.unheld == ("pensionnés",)


def test_a_postal_code_is_its_commune_unless_it_counts_money() -> None:
    coded = find_offers(Question(text="fle 4500"), VISITOR)
    assert coded.place is not None
    assert coded.place.label == "Huy"
    assert coded.count == count_offers(Question(text="fle huy"), VISITOR)
    assert find_offers(Question(text="fle 4500 euros"), VISITOR).place is None


def test_hours_and_negations_narrow_what_is_asked() -> None:
    evening = count_offers(Question(text="fle le soir"), VISITOR)
    assert evening == count_offers(Question(text="fle après 17h"), VISITOR)
    assert 0 < evening < count_offers(Question(text="fle"), VISITOR)
    spoken = find_offers(Question(text="ma voisine ne parle pas français"), VISITOR)
    assert ("parle pas français", "français pour débutants") in spoken.understood
