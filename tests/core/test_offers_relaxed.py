"""What gives way when nobody offers everything at once, and what never does."""

from __future__ import annotations

from pyroaring import BitMap

from maillage.core.analysis import understand
from maillage.core.offers import Asked, OfferIndex, Record, search
from maillage.core.offers.everyday import Everyday, Expression
from maillage.core.offers.searching import answers, relaxed

PUBLIC = frozenset({"public"})
TABLE = Everyday(
    [
        Expression("alpha", ("y:alpha",), "alpha", words_too=False),
        Expression("emploi", ("v:emploi", "t:isp"), "emploi"),
        Expression("femmes", ("f:women_only",), "femmes"),
        Expression("mardi", days=(1,)),
        Expression("habits", (), "vêtements", also=("vêtement",)),
    ],
    small=frozenset({"je", "cherche"}),
)


def the_index(*entries: str) -> OfferIndex:
    """Entries numbered from 0, each by its keys; all public."""
    index = OfferIndex()
    keys = [{"a:public", "z:", *entry.split()} for entry in entries]
    for name in set().union(*keys):
        bits = BitMap(number for number, entry in enumerate(keys) if name in entry)
        index.put_block(name, 0, bits.serialize())
    index.columns.put(range(len(keys)), [Record(offer=number).packed() for number in range(len(keys))])
    return index


def found(index: OfferIndex, text: str) -> list[int]:
    said = TABLE.understand(text)
    return search(index, relaxed(index, Asked(PUBLIC, words=said.words, meant=said.meant))).numbers


def test_beside_a_subject_other_words_only_say_who_comes_first() -> None:
    index = the_index("y:alpha", "y:alpha w:menage", "v:emploi w:menage")
    assert found(index, "alpha menage") == [1, 0]


def test_without_a_subject_words_hold_together_and_one_that_nobody_holds_gives_way() -> None:
    index = the_index("w:soudure w:liege", "w:soudure", "w:liege")
    assert found(index, "soudure liege") == [0]
    assert found(index, "soudure quelconque") == [0, 1]


def test_a_word_that_nobody_holds_finds_nothing_alone() -> None:
    assert found(the_index("w:soudure"), "quelconque") == []


def test_a_condition_gives_way_but_an_hour_does_not() -> None:
    index = the_index("y:alpha", "y:alpha s:0")
    assert found(index, "alpha femmes") == [0, 1]
    assert found(index, "alpha mardi") == []


def test_a_condition_that_somebody_meets_holds() -> None:
    assert found(the_index("y:alpha", "y:alpha f:women_only"), "alpha femmes") == [1]


def test_a_second_subject_that_nobody_joins_to_the_first_comes_after() -> None:
    index = the_index("y:alpha", "v:emploi")
    assert found(index, "alpha emploi") == [0]


def test_bearers_of_what_is_meant_above_all_come_first_then_a_title() -> None:
    index = the_index("n:0femploi n:emploi", "t:isp", "v:emploi")
    assert found(index, "emploi") == [2, 1, 0]


def test_words_in_the_text_answer_only_when_nothing_else_does() -> None:
    assert found(the_index("w:emploi", "v:emploi"), "emploi") == [1]
    assert found(the_index("w:emploi"), "emploi") == [0]


def test_other_words_that_say_the_same_answer_wherever_they_stand() -> None:
    token = understand("vêtement").terms[0].tokens[0]
    assert found(the_index(f"w:{token}", "y:alpha"), "je cherche habits") == [0]


def test_small_words_say_nothing_as_soon_as_others_do() -> None:
    assert [term.spelled for term in TABLE.understand("je cherche soudure").words.terms] == ["soudure"]
    assert [term.spelled for term in TABLE.understand("cherche").words.terms] == ["cherche"]


def test_what_was_relaxed_is_a_part_of_what_was_asked() -> None:
    index = the_index("y:alpha")
    said = TABLE.understand("alpha femmes menage")
    asked = relaxed(index, Asked(PUBLIC, words=said.words, meant=said.meant))
    assert [one.typed for one in (*asked.meant, *asked.preferred)] == ["alpha", "femmes"]
    assert [term.spelled for term in asked.wished.terms] == ["menage"]
    assert list(answers(index, asked)) == [0]
