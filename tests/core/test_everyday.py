"""What people type: expressions in another order, words between, hours, and words that sound alike."""

from __future__ import annotations

import pytest

from maillage.core.analysis import Query, sound
from maillage.core.offers import Asked
from maillage.core.offers.everyday import Everyday, Expression
from maillage.core.offers.index import OfferIndex
from maillage.core.offers.moments import moments_in
from maillage.core.offers.spelling import corrected

TABLE = Everyday(
    [
        Expression("parler français", ("v:conversation",)),
        Expression("ne parle pas français", ("y:fle",), held=("o:OD",)),
        Expression("habitants", ("p:habitants",)),
        Expression("habits", ("t:habits",)),
        Expression("anglais", ("y:langues",)),
        Expression("en anglais", ("l:en",)),
        Expression("sans-papiers", ("p:sans-titre",)),
        Expression("dormir dehors", ("t:sans-abrisme",)),
    ],
    frozenset(("bien", "vraiment", "cherche", "moi")),
)


def meant(text: str) -> list[tuple[str, ...]]:
    return [one.keys for one in TABLE.understand(text).meant]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("parler bien le français", [("v:conversation",)]),
        ("le français, le parler", [("v:conversation",)]),
        ("moi pas parler vraiment français", [("y:fle",), ("o:OD",)]),
        ("elle ne parle pas le français", [("y:fle",), ("o:OD",)]),
        ("habits", [("t:habits",)]),
        ("habitant", [("p:habitants",)]),
        ("cours en anglais", [("l:en",)]),
        ("cours d’anglais", [("y:langues",)]),
        ("sans papiers", [("p:sans-titre",)]),
        ("je dors dehors", [("t:sans-abrisme",)]),
    ],
)
def test_an_expression_is_met_as_people_say_it(text: str, keys: list[tuple[str, ...]]) -> None:
    assert meant(text) == keys


def test_words_that_say_something_part_an_expression() -> None:
    understood = TABLE.understand("parler cuisine français")
    assert understood.meant == ()
    assert [term.spelled for term in understood.words.terms] == ["parler", "cuisine", "français"]


def test_what_is_left_keeps_its_compounds() -> None:
    understood = TABLE.understand("je cherche plate-forme sans-papiers")
    assert [term.spelled for term in understood.words.terms] == ["plateforme"]
    assert [one.typed for one in understood.meant] == ["sans papiers"]


@pytest.mark.parametrize(
    ("text", "typed", "periods"),
    [
        ("fle après 17h", "après 17h", {"evening"}),
        ("dès 16h30", "dès 16h30", {"evening"}),
        ("à partir de 13 heures", "à partir de 13 heures", {"afternoon", "evening"}),
        ("avant 12h", "avant 12h", {"morning"}),
        ("de 9h à 12h", "de 9h à 12h", {"morning"}),
        ("9h-15h", "9h-15h", {"morning", "afternoon"}),
        ("vers 18:30", "vers 18:30", {"evening"}),
        ("formation de 60 heures", "", set()),
        ("20h par semaine", "", set()),
        ("oral 1", "", set()),
    ],
)
def test_hours_mean_parts_of_the_day(text: str, typed: str, periods: set[str]) -> None:
    rest, said, found = moments_in(text)
    assert (said, found) == (typed, periods)
    assert said or rest == text


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("sikologue", "psychologue"),
        ("fransé", "français"),
        ("lojeman", "logement"),
        ("ekivalanse", "équivalence"),
        ("alfabétisasion", "alphabétisation"),
        ("informatik", "informatique"),
        ("craiche", "crèche"),
    ],
)
def test_what_is_written_as_it_sounds_sounds_alike(typed: str, right: str) -> None:
    assert sound(typed) == sound(right) != ""


def test_a_slip_is_put_right_to_a_word_of_every_day_that_no_offer_holds() -> None:
    words = {"psychologue": "psychologue", "equivalence": "équivalence"}
    for typed, right in (("psycologue", "psychologue"), ("ekivalanse", "équivalence"), ("xyzxyz", "")):
        asked = Asked(seen_with=frozenset({"public"}), words=Everyday([]).understand(typed).words)
        fixed, said = corrected(OfferIndex(), asked, words)
        assert said == ({typed: right} if right else {})
        assert fixed.words != Query()
