"""The place finder over the real territory (issue section 2)."""

import time

import pytest
from tests.territory.conftest import place

from maillage.territory.models import Territory
from maillage.territory.queries.finder import find_places, label_of, sure_place, territory_of_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
Level = Territory.Level


def labels(text: str, **given: object) -> list[str]:
    return [match.label for match in find_places(text, **given)]  # type: ignore[arg-type]


def test_jemeppe_offers_the_quarter_of_seraing_and_the_commune_on_the_sambre() -> None:
    found = labels("Jemeppe")

    assert found[0] == "Jemeppe (Seraing)"
    assert "Jemeppe-sur-Sambre" in found
    assert sure_place("Jemeppe") is None


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Namur", "Namur"),
        ("Namen", "Namur"),
        ("Luik", "Liège"),
        ("Lüttich", "Liège"),
        ("4101", "Seraing"),
        ("55022", "La Louvière"),
        ("58001", "La Louvière"),
        ("82005", "Bastogne"),
        ("wepion", "Wépion (Namur)"),
        ("molenbeek saint jean", "Molenbeek-Saint-Jean"),
        ("St-Gilles", "Saint-Gilles"),
        ("Jemeppe (Seraing)", "Jemeppe (Seraing)"),
        ("Province de Luxembourg", "Province de Luxembourg"),
    ],
)
def test_a_clear_answer_needs_no_question(typed: str, label: str) -> None:
    found = sure_place(typed)

    assert found is not None
    assert found.label == label


def test_a_typing_error_proposes_without_deciding() -> None:
    assert labels("Charlerloi")[0] == "Charleroi"
    assert sure_place("Charlerloi") is None


def test_an_answer_says_where_it_is_and_why_it_came() -> None:
    by_code = find_places("55022")[0]
    quarter = find_places("Jemeppe")[0]

    assert (by_code.context, by_code.why) == ("commune, Province de Hainaut", "ancien code INS 55022")
    assert quarter.context == "quartier de Seraing, Province de Liège"
    assert find_places("Luik")[0].why == "Luik"


def test_only_the_wanted_levels_answer() -> None:
    assert labels("Namur", levels=[Level.PROVINCE]) == ["Province de Namur"]


def test_a_quarter_drawn_a_moment_ago_is_found() -> None:
    assert labels("Laeken") == []
    Territory.objects.create(level=Level.QUARTER, name="Laeken", parent=place("21004"))

    assert labels("laekenn") == ["Laeken (Bruxelles)"]


def test_a_code_of_any_year_leads_to_the_commune_of_today() -> None:
    assert territory_of_code("55022") == territory_of_code("58001") == place("58001").pk
    assert territory_of_code("99999") is None
    assert label_of(place("62096B").pk) == "Jemeppe (Seraing)"


def test_the_finder_asks_the_database_once(django_assert_num_queries: object) -> None:
    find_places("Namur")

    with django_assert_num_queries(1):  # type: ignore[operator]
        find_places("Jemeppe")


def test_an_answer_takes_less_than_fifty_milliseconds() -> None:
    find_places("Namur")
    asked = ["Jemeppe", "jemepe", "a", "saint", "Charlerloi", "lalouviere", "41"]
    start = time.process_time()
    for text in asked:
        find_places(text)

    assert (time.process_time() - start) / len(asked) < 0.05
