"""« Où apprendre le français, oral 1, le matin, près de Jemeppe ? »: from a question to lines (row E1, issue section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from maillage.cadastre.models import OfferEntry
from maillage.cadastre.reference import everyday
from maillage.cadastre.replica import offers_index
from maillage.core.offers import Asked, Near, OfferIndex, Sort, search
from maillage.core.offers.keys import Family, key
from maillage.core.offers.searching import answers
from maillage.core.offers.spelling import corrected
from maillage.core.readers import Reader
from maillage.territory.queries.points import points, within

RADII = (5, 10, 20, 50)
"""Kilometres that the screen proposes."""
PER_PAGE = 20
MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Question:
    """`place`: id of the territory asked, 0 for none, None when what was typed is not known. `radius` in kilometres around
    it, 0 for inside it only. `here`: latitude and longitude of who asks, instead of a place. `values`: of each family, any
    of which answers."""

    text: str = ""
    place: int | None = 0
    radius: int = 0
    here: tuple[float, float] | None = None
    values: Mapping[Family, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE
    facets: bool = True
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: what `OfferEntry.shown` holds, and how far it is (None when nowhere was asked)."""

    shown: Mapping[str, Any]
    kilometres: float | None


@dataclass(frozen=True, slots=True)
class WayOut:
    """What would find something: the question, and how many answers it has."""

    why: str
    question: Question
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`understood`: expressions of every day with what they mean; `corrections`: word typed → word understood."""

    question: Question
    count: int
    lines: tuple[Line, ...]
    facets: Mapping[Family, Mapping[str, int]]
    understood: tuple[tuple[str, str], ...]
    corrections: Mapping[str, str]
    ways: tuple[WayOut, ...]


def find_offers(question: Question, reader: Reader) -> Answer:
    """Two queries beside those of the place: the state of the index, the lines of the page."""
    asked = _asked(question, reader)
    with offers_index() as index:
        said: dict[str, str] = {}
        if not question.verbatim:
            asked, said = corrected(index, asked)
        found = search(index, asked)
        ways = () if found.count else _ways(index, question, reader)
    rows = dict(OfferEntry.objects.filter(number__in=found.numbers).values_list("number", "shown"))
    far: list[float | None] = [*found.distances] or [None] * len(found.numbers)
    lines = [Line(rows[number], at) for number, at in zip(found.numbers, far, strict=True) if number in rows]
    understood = [(meant.typed, meant.said) for meant in asked.meant if meant.said]
    return Answer(question, found.count, tuple(lines), found.facets, tuple(understood), said, ways)


def count_offers(question: Question, reader: Reader) -> int:
    """How many entries answer: what alerts and links say."""
    asked = _asked(question, reader)
    with offers_index() as index:
        return len(answers(index, corrected(index, asked)[0]))


def numbers_in_order(question: Question, reader: Reader) -> tuple[int, list[int]]:
    """How many entries answer, and the numbers of those of the page, in the order asked: for files and the guide."""
    asked = _asked(question, reader)
    with offers_index() as index:
        found = search(index, asked if question.verbatim else corrected(index, asked)[0])
    return found.count, found.numbers


def _asked(question: Question, reader: Reader) -> Asked:
    understood = everyday().understand(question.text)
    filters = {
        family: tuple(key(family, value) for value in values)
        for family, values in question.values.items()
        if values
    }
    near = _near(question)
    if near is None and question.place != 0:
        filters[Family.INSIDE] = (key(Family.INSIDE, question.place or "unknown"),)
    return Asked(
        seen_with=reader.keys,
        words=understood.words,
        meant=understood.meant,
        filters=filters,
        near=near,
        sort=question.sort if near is not None or question.sort is not Sort.DISTANCE else Sort.RELEVANCE,
        page=question.page,
        per_page=question.per_page,
        facets=question.facets,
    )


def _near(question: Question) -> Near | None:
    """Around who asks, or around the place when a radius was given and the place has a point."""
    centre = question.here or points().get(question.place or 0)
    if centre is None or not question.radius:
        return None
    return Near(within(centre, question.radius))


def _ways(index: OfferIndex, question: Question, reader: Reader) -> tuple[WayOut, ...]:
    """Wider around, without one of the filters, without the words: each only when it finds something."""
    tries: list[tuple[str, Question]] = []
    if question.place or question.here:
        wider = [radius for radius in RADII if radius > question.radius]
        tries += [(f"radius:{radius}", replace(question, radius=radius)) for radius in wider]
        tries.append(("place", replace(question, place=0, here=None, radius=0)))
    for family in question.values:
        values = {one: found for one, found in question.values.items() if one is not family}
        tries.append((f"without:{family}", replace(question, values=values)))
    if question.text and (question.values or question.place):
        tries.append(("words", replace(question, text="")))
    if question.text:
        only_words = Question(text=question.text)
        tries.append(("only_words", only_words))
    found = []
    widened = False
    for why, other in tries:
        if why.startswith("radius:") and widened:
            continue
        asked = replace(_asked(other, reader), facets=False)
        count = len(answers(index, corrected(index, asked)[0]))
        if count:
            widened = widened or why.startswith("radius:")
            found.append(WayOut(why, replace(other, page=1), count))
    return tuple(found)
