"""The index of offers against a reference that does the same without any cleverness."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from maillage.core.analysis import Query, understand
from maillage.core.offers import Asked, Near, OfferIndex, Record, Sort, search
from maillage.core.offers.everyday import Everyday, Expression
from maillage.core.offers.index import BLOCK
from maillage.core.offers.keys import EVERY, FACETS, Family, cells_of, key
from maillage.core.offers.searching import answers, by_territory
from maillage.core.offers.spelling import corrected

PUBLIC = frozenset({"public"})
VALUES = ("a", "b", "c")


@dataclass(frozen=True)
class Thing:
    number: int
    keys: frozenset[str]
    record: Record


def indexed(things: list[Thing]) -> OfferIndex:
    index = OfferIndex()
    for name in {one for thing in things for one in thing.keys}:
        numbers = [thing.number for thing in things if name in thing.keys]
        for block in {number // BLOCK for number in numbers}:
            bits = BitMap(number for number in numbers if number // BLOCK == block)
            index.put_block(name, block, bits.serialize())
    index.columns.put([one.number for one in things], [one.record.packed() for one in things])
    return index


@st.composite
def some_things(draw: st.DrawFn) -> list[Thing]:
    numbers = draw(st.lists(st.integers(0, 3 * BLOCK), unique=True, max_size=25))
    things = []
    for number in numbers:
        keys = {key(Family.AUDIENCE_KEY, draw(st.sampled_from(["public", "members"]))), "z:"}
        for family in (Family.KIND, Family.THEME, Family.CELL, Family.FLAG):
            keys |= {key(family, one) for one in draw(st.sets(st.sampled_from(VALUES)))}
        for word in draw(st.sets(st.sampled_from(["lire", "parler"]))):
            keys.add(key(Family.WORD, word))
            if draw(st.booleans()):
                keys.add(key(Family.TITLE_WORD, word))
        territory = draw(st.integers(1, 3))
        keys.add(key(Family.AT, territory))
        record = Record(territory, draw(st.integers(0, 90)), draw(st.integers(700_000, 700_003)), number)
        things.append(Thing(number, frozenset(keys), record))
    return sorted(things, key=lambda one: one.number)


filters = st.dictionaries(
    st.sampled_from([Family.KIND, Family.THEME, Family.FLAG]),
    st.sets(st.sampled_from(VALUES), min_size=1),
    max_size=2,
)


@given(
    some_things(),
    filters,
    st.sampled_from(["", "lire", "lire parler"]),
    st.sampled_from(list(Sort)),
    st.integers(1, 3),
    st.one_of(st.none(), st.dictionaries(st.integers(1, 3), st.floats(0, 40), min_size=1)),
)
def test_it_finds_orders_and_counts_as_the_reference_does(
    things: list[Thing],
    wanted: dict[Family, set[str]],
    text: str,
    sort: Sort,
    page: int,
    kilometres: dict[int, float] | None,
) -> None:
    query = understand(text)
    asked = Asked(
        seen_with=PUBLIC,
        words=query,
        filters={family: tuple(key(family, one) for one in values) for family, values in wanted.items()},
        near=Near(kilometres) if kilometres is not None else None,
        sort=sort,
        page=page,
        per_page=4,
    )
    found = search(indexed(things), asked)

    right = [one for one in things if _answers(one, wanted, query, kilometres)]
    right.sort(key=lambda one: (_rank(one, query, sort, kilometres), one.number))
    assert found.count == len(right)
    assert found.numbers == [one.number for one in right[(page - 1) * 4 : page * 4]]
    for family in FACETS:
        others = wanted if family in EVERY else {one: some for one, some in wanted.items() if one is not family}
        left = [one for one in things if _answers(one, others, query, kilometres)]
        counted = {value: n for value in VALUES if (n := sum(key(family, value) in one.keys for one in left))}
        assert found.facets[family] == counted


@given(some_things(), filters)
def test_answers_are_counted_where_they_stand(things: list[Thing], wanted: dict[Family, set[str]]) -> None:
    index = indexed(things)
    asked = {family: tuple(key(family, one) for one in values) for family, values in wanted.items()}
    counted = by_territory(index, answers(index, Asked(seen_with=PUBLIC, filters=asked)))
    right = [one.record.territory for one in things if _answers(one, wanted, understand(""), None)]
    assert counted == {pk: right.count(pk) for pk in set(right)}


def _answers(one: Thing, wanted: dict[Family, set[str]], query: Query, far: dict[int, float] | None) -> bool:
    if "a:public" not in one.keys or (far is not None and one.record.territory not in far):
        return False
    for family, values in wanted.items():
        enough = all if family in EVERY else any
        if not enough(key(family, value) in one.keys for value in values):
            return False
    return all(any(f"w:{token}" in one.keys for token in term.tokens) for term in query.terms)


def _rank(one: Thing, query: Query, sort: Sort, far: dict[int, float] | None) -> tuple[float, ...]:
    km = far[one.record.territory] if far is not None else 0.0
    if sort is Sort.DISTANCE and far is not None:
        return (round(km * 10), one.record.standing)
    if sort is Sort.NEXT_START:
        return (one.record.next_day, one.record.standing)
    missing = sum(not any(f"n:{token}" in one.keys for token in term.tokens) for term in query.terms)
    return (missing, one.record.standing + 16 * round(km))


def test_a_block_is_replaced_and_what_nobody_bears_is_forgotten() -> None:
    index = OfferIndex()
    index.put_block("w:lire", 0, BitMap([1, 2]).serialize())
    index.put_block("w:lire", 1, BitMap([BLOCK + 5]).serialize())
    assert index.words([4]) == ["lire"]
    index.put_block("w:lire", 0, BitMap([2, 3]).serialize())
    assert list(index.bearing("w:lire")) == [2, 3, BLOCK + 5]
    index.put_block("w:lire", 0, b"")
    index.put_block("w:lire", 1, b"")
    assert (index.size, index.words([4])) == (0, [])


def test_a_mistyped_word_is_corrected_by_what_the_reader_may_see_only() -> None:
    hidden = Thing(1, frozenset({"a:space", "z:", "w:menuiserie"}), Record())
    shown = Thing(2, frozenset({"a:public", "z:", "w:couture"}), Record())
    index = indexed([hidden, shown])
    asked, said = corrected(index, Asked(seen_with=PUBLIC, words=understand("coutrue")))
    assert (said, list(answers(index, asked))) == ({"coutrue": "couture"}, [2])
    for typed in ("menuiseire", "menuiserie"):
        asked, said = corrected(index, Asked(seen_with=PUBLIC, words=understand(typed)))
        assert (said, list(answers(index, asked))) == ({}, [])


TABLE = Everyday(
    [
        Expression("cours de français", ("y:alpha", "y:fle"), "français"),
        Expression("cours", ("k:training",), "formations"),
        Expression("mardi", days=(1,)),
        Expression("soir", periods=("evening",)),
        Expression("gratuit", ("f:free",), "gratuit", words_too=False),
    ]
)


@pytest.mark.parametrize("typed", ["cours de français", "Cours de FRANCAIS", "des cours de français"])
def test_an_expression_is_met_whatever_its_inflection_and_the_longest_wins(typed: str) -> None:
    understood = TABLE.understand(typed)
    assert [one.keys for one in understood.meant] == [("y:alpha", "y:fle")]
    assert not understood.words


def test_days_and_parts_of_the_day_are_crossed() -> None:
    understood = TABLE.understand("couture le mardi soir gratuite")
    assert [term.spelled for term in understood.words.terms] == ["couture"]
    free, time = understood.meant
    assert (free.keys, free.strict) == (("f:free",), True)
    assert time.keys == ("s:5",)  # Tuesday is day 1: cells 3, 4 and 5, the evening last


def test_a_title_with_the_words_of_an_expression_answers_too_unless_it_says_otherwise() -> None:
    index = indexed(
        [
            Thing(1, frozenset({"a:public", "z:", "y:fle"}), Record()),
            Thing(2, frozenset({"a:public", "z:", "n:cours", "n:francais"}), Record()),
            Thing(3, frozenset({"a:public", "z:", "w:gratuit"}), Record()),
        ]
    )
    meant = TABLE.understand("cours de français")
    assert list(answers(index, Asked(PUBLIC, meant.words, meant.meant))) == [1, 2]
    meant = TABLE.understand("gratuit")
    assert list(answers(index, Asked(PUBLIC, meant.words, meant.meant))) == []


def test_cells_of_a_strip_are_read_from_the_lowest() -> None:
    assert cells_of(0b101) == [0, 2]
    assert cells_of(1 << 20) == [20]
