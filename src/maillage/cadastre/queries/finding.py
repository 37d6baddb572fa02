"""« Où apprendre le français, oral 1, le matin, près de Jemeppe ? »: from a question to lines (row E1, issue section 3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pyroaring import BitMap

from maillage.cadastre.models import OfferEntry
from maillage.cadastre.reference import everyday
from maillage.cadastre.replica import offers_index
from maillage.core.analysis import words_of
from maillage.core.folding import fold
from maillage.core.offers import Asked, Near, OfferIndex, Sort, search
from maillage.core.offers.asking import Meant
from maillage.core.offers.keys import Family, key
from maillage.core.offers.searching import answers, by_territory, relaxed, unsaid
from maillage.core.offers.spelling import corrected
from maillage.core.readers import Reader
from maillage.territory.queries.finder import PlaceMatch
from maillage.territory.queries.named import NamedPlace, place_in
from maillage.territory.queries.points import points, within

AROUND = 10
"""Kilometres that « près de » means."""
RADII = (5, 10, 20, 50)
"""Kilometres that the screen proposes."""
PER_PAGE = 20
MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Question:
    """`place`: id of the territory asked, 0 for none, None when what was typed is not known. `radius` in kilometres around
    it, 0 for inside it only. `here`: latitude and longitude of who asks, instead of a place. `values`: of each family, any
    of which answers. `ways`: whether to look for ways out when nothing answers."""

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
    ways: bool = True


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
    """`understood`: expressions of every day with what they mean; `corrections`: word typed → word understood.

    `place`: what the words named, and `rest` the words without it; `places`: what they could name, when a person has to
    choose (« Jemeppe »): the answers are then those of all of them. `unheld`: what was typed that no answer says.
    """

    question: Question
    count: int
    lines: tuple[Line, ...]
    facets: Mapping[Family, Mapping[str, int]]
    understood: tuple[tuple[str, str], ...]
    corrections: Mapping[str, str]
    ways: tuple[WayOut, ...]
    place: PlaceMatch | None = None
    places: tuple[PlaceMatch, ...] = ()
    rest: str = ""
    unheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """What « à 10 km de Namur » draws: WGS84 degrees and kilometres."""

    latitude: float
    longitude: float
    kilometres: float


@dataclass(frozen=True, slots=True)
class Counted:
    """`by_territory`: how many entries answer at each territory (id), whatever the page; 0 holds those that are nowhere.
    `around`: the circle in which they were sought, None when there is none."""

    by_territory: Mapping[int, int]
    around: Circle | None

    @property
    def count(self) -> int:
        """The number that the list says: an offer held at two places is two entries, here and there."""
        return sum(self.by_territory.values())


@dataclass(frozen=True, slots=True)
class _Understood:
    """A question read: what the index is asked, words corrected, the place that the words name."""

    asked: Asked
    corrections: Mapping[str, str]
    named: NamedPlace | None
    meant: tuple[Meant, ...]


def find_offers(question: Question, reader: Reader) -> Answer:
    """Three queries beside those of the place: territories, the state of the index, the lines of the page."""
    with offers_index() as index:
        read = _understand(index, question, reader)
        found = search(index, read.asked)
        left_out = unsaid(index, read.asked) if found.count else []
        ways = () if found.count or not question.ways else _ways(index, question, read, reader)
    rows = dict(OfferEntry.objects.filter(number__in=found.numbers).values_list("number", "shown"))
    far: list[float | None] = [*found.distances] or [None] * len(found.numbers)
    lines = [Line(rows[number], at) for number, at in zip(found.numbers, far, strict=True) if number in rows]
    understood = [(meant.typed, meant.said) for meant in read.meant if meant.said]
    matches = read.named.matches if read.named else ()
    sure = matches[0] if len(matches) == 1 else None
    if read.named and fold(read.named.typed) != fold(" ".join(match.label for match in matches)):
        understood.append((read.named.typed, " ou ".join(match.label for match in matches)))
    return Answer(
        question,
        found.count,
        tuple(lines),
        found.facets,
        tuple(understood),
        read.corrections,
        ways,
        place=sure,
        places=matches if len(matches) > 1 else (),
        rest=read.named.rest if read.named else question.text,
        unheld=tuple(left_out),
    )


def count_offers(question: Question, reader: Reader) -> int:
    """How many entries answer: what alerts and links say."""
    with offers_index() as index:
        return len(answers(index, _understand(index, question, reader).asked))


def count_by_territory(question: Question, reader: Reader) -> Counted:
    """Where all the answers are, counted in the index; no offer is read."""
    with offers_index() as index:
        read = _understand(index, question, reader)
        counted = by_territory(index, answers(index, read.asked))
    return Counted(counted, _circle(question, read.named))


def among(question: Question, reader: Reader, numbers: Collection[int]) -> list[int]:
    """Those of some entries that answer, ascending."""
    with offers_index() as index:
        return list(answers(index, _understand(index, question, reader).asked) & BitMap(numbers))


def numbers_in_order(question: Question, reader: Reader) -> tuple[int, list[int]]:
    """How many entries answer, and the numbers of those of the page, in the order asked: for files and the guide."""
    with offers_index() as index:
        found = search(index, _understand(index, question, reader).asked)
    return found.count, found.numbers


def _understand(index: OfferIndex, question: Question, reader: Reader) -> _Understood:
    """Places and expressions first, then typing errors; a text that was corrected is read again from the start."""
    named = place_in(question.text) if _may_name_a_place(question) else None
    asked = _asked(question, named, reader)
    said: dict[str, str] = {}
    if not question.verbatim:
        _corrected, said = corrected(index, asked, everyday().words)
        if said:
            question = replace(question, text=_with(question.text, said))
            named = place_in(question.text) if _may_name_a_place(question) else None
            asked = _asked(question, named, reader)
    meant = asked.meant
    return _Understood(relaxed(index, asked), said, named, meant)


def _may_name_a_place(question: Question) -> bool:
    """A place that was chosen beside the words is the one."""
    return bool(question.text) and question.place == 0 and question.here is None


def _with(text: str, said: Mapping[str, str]) -> str:
    """The text with each mistyped word replaced; words are met as `core.analysis` spells them."""
    found = text
    for word in words_of(text):
        if word.spelled in said:
            found = re.sub(re.escape(word.spelled), said[word.spelled], found, count=1, flags=re.IGNORECASE)
    return found


def _asked(question: Question, named: NamedPlace | None, reader: Reader) -> Asked:
    understood = everyday().understand(named.rest if named else question.text)
    filters = {
        family: tuple(key(family, value) for value in values)
        for family, values in question.values.items()
        if values
    }
    near = _near(question, named)
    if near is None and named is not None:
        filters[Family.INSIDE] = tuple(key(Family.INSIDE, match.territory_id) for match in named.matches)
    elif near is None and question.place != 0:
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


def _near(question: Question, named: NamedPlace | None) -> Near | None:
    circle = _circle(question, named)
    return Near(within((circle.latitude, circle.longitude), circle.kilometres)) if circle else None


def _circle(question: Question, named: NamedPlace | None) -> Circle | None:
    """Around who asks, or around the place when a radius was given (or « près de » typed) and the place has a point."""
    if named is not None:
        radius = question.radius or named.kilometres or (AROUND if named.around else 0)
        centre = points().get(named.matches[0].territory_id) if radius and len(named.matches) == 1 else None
        return Circle(*centre, radius) if centre else None
    if not question.radius or not (question.here or question.place):
        return None
    centre = question.here or points().get(question.place or 0)
    return Circle(*centre, question.radius) if centre else None


def _ways_in_words(read: _Understood, question: Question) -> Iterator[tuple[str, Question]]:
    """Wider around the place that the words name, said in words too, so that the address and the box tell the same."""
    named = read.named
    if named is None:
        return
    now = named.kilometres or (AROUND if named.around else 0)
    for radius in (one for one in RADII if one > now and len(named.matches) == 1):
        yield f"radius:{radius}", replace(question, text=f"{named.rest} à {radius} km de {named.typed}".strip())
    yield "place", replace(question, text=named.rest)


def _ways(index: OfferIndex, question: Question, read: _Understood, reader: Reader) -> tuple[WayOut, ...]:
    """Wider around, without one of the filters, without the words: each only when it finds something."""
    tries: list[tuple[str, Question]] = []
    if read.named is not None:
        tries += _ways_in_words(read, question)
    if question.place != 0 or question.here:
        known = question.place or question.here
        wider = [radius for radius in RADII if radius > question.radius] if known else []
        tries += [(f"radius:{radius}", replace(question, radius=radius)) for radius in wider]
        tries.append(("place", replace(question, place=0, here=None, radius=0)))
    for family in question.values:
        values = {one: found for one, found in question.values.items() if one is not family}
        tries.append((f"without:{family}", replace(question, values=values)))
    if question.text and (question.values or question.place):
        tries.append(("words", replace(question, text="")))
    if question.text and read.named is None:
        only_words = Question(text=question.text)
        tries.append(("only_words", only_words))
    found = []
    widened = False
    for why, other in tries:
        if why.startswith("radius:") and widened:
            continue
        asked = replace(_understand(index, other, reader).asked, facets=False)
        count = len(answers(index, asked))
        if count:
            widened = widened or why.startswith("radius:")
            found.append(WayOut(why, replace(other, page=1), count))
    return tuple(found)
