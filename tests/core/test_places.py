"""Finding a place from what a person types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.places import Match, Place, PlaceIndex, of_place, sure

LIEGE = Place(
    1, ("Liège", "Luik", "Lüttich"), codes=("62063",), postal_codes=("4000", "4020"), population=197_000
)
SERAING = Place(2, ("Seraing",), codes=("62096",), postal_codes=("4100", "4101"), population=64_000)
JEMEPPE = Place(3, ("Jemeppe",), codes=("62096B",), within=2, around=("Seraing",), weight=1, population=64_000)
SAMBRE = Place(4, ("Jemeppe-sur-Sambre",), codes=("92140",), postal_codes=("5190",), population=19_000)
PROVINCE = Place(5, ("Province de Liège", "Provincie Luik"), codes=("60000",), weight=3)
LOUVIERE = Place(6, ("La Louvière",), codes=("58001", "55022"), postal_codes=("7100",), population=81_000)
GILLES = Place(7, ("Saint-Gilles", "Sint-Gillis"), codes=("21013",), postal_codes=("1060",), population=49_000)
HEART = Place(8, ("Seraing",), codes=("62096A",), within=2, around=("Seraing",), weight=1, population=64_000)
ECOLE = Place(9, ("Écaussinnes",), codes=("55050",), postal_codes=("7190",), population=11_000)
INDEX = PlaceIndex([LIEGE, SERAING, JEMEPPE, SAMBRE, PROVINCE, LOUVIERE, GILLES, HEART, ECOLE])


def keys(text: str, limit: int = 8) -> list[int]:
    return [hit.place.key for hit in INDEX.find(text, limit=limit)]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Liège", LIEGE),
        ("liege", LIEGE),
        ("  LIÈGE ", LIEGE),
        ("Luik", LIEGE),
        ("Lüttich", LIEGE),
        ("4020", LIEGE),
        ("62063", LIEGE),
        ("55022", LOUVIERE),
        ("62096b", JEMEPPE),
        ("la louviere", LOUVIERE),
        ("lalouviere", LOUVIERE),
        ("Louviere", LOUVIERE),
        ("La Louvièrre", LOUVIERE),
        ("st gilles", GILLES),
        ("St-Gillis", GILLES),
        ("jemeppe s/sambre", SAMBRE),
        ("ecaussines", ECOLE),
        ("Jemeppe (Seraing)", JEMEPPE),
        ("4101 Jemeppe", JEMEPPE),
        ("province de liege", PROVINCE),
        ("province du Liège", PROVINCE),
    ],
)
def test_a_place_is_found_however_it_is_typed(typed: str, place: Place) -> None:
    assert keys(typed)[0] == place.key


def test_a_name_that_two_places_answer_to_is_asked() -> None:
    hits = INDEX.find("Jemeppe", limit=8)

    assert {hit.place.key for hit in hits} == {JEMEPPE.key, SAMBRE.key}
    assert sure(INDEX.find("Jeme", limit=8)) is None


def test_a_commune_is_meant_even_where_its_centre_and_its_province_bear_the_name() -> None:
    seraing, liege = sure(INDEX.find("Seraing", limit=8)), sure(INDEX.find("Liège", limit=8))

    assert seraing is not None
    assert seraing.place == SERAING
    assert liege is not None
    assert liege.place == LIEGE


def test_a_mistyped_name_is_never_sure() -> None:
    hits = INDEX.find("Serain g", limit=8) + INDEX.find("Seriang", limit=8)

    assert hits[-1].match == Match.RESEMBLING
    assert sure(INDEX.find("Seriang", limit=8)) is None


def test_the_name_that_answered_is_told() -> None:
    assert INDEX.find("Luik", limit=1)[0].name == "Luik"


def test_the_beginning_of_a_postal_code_lists_its_communes() -> None:
    assert set(keys("41")) == {SERAING.key}


def test_only_accepted_places_answer() -> None:
    hits = INDEX.find("Seraing", limit=8, accept=lambda place: place.weight == 0)

    assert [hit.place.key for hit in hits] == [SERAING.key]


@pytest.mark.parametrize("typed", ["", "   ", "🙂", "«»", "\u202e", "zzzzzz"])
def test_what_names_no_place_finds_nothing(typed: str) -> None:
    assert keys(typed) == []


@given(st.text(max_size=300), st.integers(1, 5))
def test_any_text_gets_an_answer_of_the_asked_length_at_most(text: str, limit: int) -> None:
    found = keys(text, limit)

    assert len(found) <= limit
    assert len(found) == len(set(found))


@given(st.sampled_from([LIEGE, SERAING, SAMBRE, LOUVIERE, GILLES]), st.data())
def test_a_long_beginning_of_a_name_finds_it(place: Place, data: st.DataObject) -> None:
    name = place.names[0]
    length = data.draw(st.integers(4, len(name)))

    assert place.key in keys(name[:length])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Seraing", "de Seraing"),
        ("Anvers", "d’Anvers"),
        ("Le Roeulx", "du Roeulx"),
        ("Les Bons Villers", "des Bons Villers"),
    ],
)
def test_a_place_is_written_after_a_noun(name: str, shown: str) -> None:
    assert of_place(name) == shown
