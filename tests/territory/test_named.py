"""Places named inside what people type, over the real territory."""

import pytest

from maillage.territory.queries.named import place_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.mark.parametrize(
    ("sentence", "labels", "rest"),
    [
        ("fle seraing soir", ["Seraing"], "fle soir"),
        ("cours de francais a la louviere", ["La Louvière"], "cours de francais"),
        ("cours à Liège", ["Liège"], "cours"),
        ("franse les luik", ["Liège"], "franse les"),
        ("alpha jambes", ["Jambes (Namur)"], "alpha"),
        ("fle Jemeppe-sur-Sambre", ["Jemeppe-sur-Sambre"], "fle"),
        ("fle jemeppe sur sambre matin", ["Jemeppe-sur-Sambre"], "fle matin"),
        ("logement st nicolas", ["Saint-Nicolas"], "logement"),
        ("alpha saint-nicolas", ["Saint-Nicolas"], "alpha"),
        ("emploi province de namur", ["Province de Namur"], "emploi"),
        ("french course brussels", ["Bruxelles"], "french course"),
    ],
)
def test_a_place_is_found_in_the_sentence_and_taken_out_of_it(
    sentence: str, labels: list[str], rest: str
) -> None:
    named = place_in(sentence)
    assert [match.label for match in named.matches] if named else labels == []
    assert (named.rest if named else "") == rest


def test_jemeppe_is_a_quarter_of_seraing_or_the_commune_on_the_sambre() -> None:
    named = place_in("fle jemeppe")
    assert named is not None
    assert {match.label for match in named.matches} == {"Jemeppe (Seraing)", "Jemeppe-sur-Sambre"}


@pytest.mark.parametrize(
    "sentence", ["cours en ligne", "jeunes de 16 ans", "aide aux loyers", "salles", "apprendre à lire", ""]
)
def test_a_word_of_every_day_is_no_place(sentence: str) -> None:
    """Ligne, Ans, Loyers and Salles are places of Wallonia."""
    assert place_in(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "label"), [("épicerie ans", "Ans"), ("crèche à Loyers", "Loyers (Namur)")]
)
def test_the_same_word_is_a_place_where_the_sentence_says_so(sentence: str, label: str) -> None:
    named = place_in(sentence)
    assert named is not None
    assert named.matches[0].label == label


def test_around_a_place_is_told_from_in_it() -> None:
    near, inside = place_in("français près de huy"), place_in("français à huy")
    assert near is not None
    assert inside is not None
    assert (near.around, near.rest) == (True, "français")
    assert not inside.around


def test_kilometres_are_read_too() -> None:
    named = place_in("psychologue à 20 km de wanze")
    assert named is not None
    assert (named.rest, named.kilometres, named.around) == ("psychologue", 20, True)
