"""Demand that people expressed held against the places offered: wanted, places, missing, by territory and level (row E7).

What is missing is what would be missing *at best*: if each place went to somebody whom it suits, as well as can be
(a maximum flow from people to places, which is exact). A place open to several levels is so counted once. What nobody
said (the level of a list, of a session, the public of either) stands in nobody's way: « au moins » is all that is claimed.
A cell asks for its own level alone, so cells need not add up to their total: two levels may count on the same place.
Its places are those that suit some of its people.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from maillage.core.disclosure import bundles, is_small


class Scale(NamedTuple):
    """Spoken or written, and the code of the scheme of levels. There is no bridge between two scales (DOMAIN 2.5)."""

    skill: str
    code: str


class Level(NamedTuple):
    scale: Scale
    notation: str


@dataclass(frozen=True, slots=True)
class Demand:
    """`people` who want a course in a territory. Empty `course`, no `level`, no `audiences`: nobody said.

    `audience`: their public as it was said; `audiences`: those of an offer that would suit them. `placed`: how many of
    them got a place, when the source itself says so; then that is all that counts, and places of the registry are not
    held against it again.
    """

    key: Hashable
    territory: int
    people: int
    course: str = ""
    level: Level | None = None
    audiences: frozenset[str] = frozenset()
    placed: int | None = None
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """`places` of a session. `entering`: by scale, the notations that may enter; a scale left out: nobody said."""

    key: Hashable
    territory: int
    places: int
    course: str = ""
    entering: frozenset[tuple[Scale, frozenset[str]]] = frozenset()
    audiences: frozenset[str] = frozenset()

    def takes(self, level: Level | None) -> bool:
        """Whether people of this level may enter, as far as anyone said."""
        said = dict(self.entering).get(level.scale) if level else None
        return level is None or said is None or level.notation in said

    def names(self, level: Level | None) -> bool:
        """Whether somebody said that this level enters."""
        return level is not None and level.notation in dict(self.entering).get(level.scale, ())


def suits(supply: Supply, demand: Demand) -> bool:
    """Whether such a place can be for such people."""
    if demand.placed is not None or (demand.course and supply.course and demand.course != supply.course):
        return False
    if demand.audiences and supply.audiences and demand.audiences.isdisjoint(supply.audiences):
        return False
    return supply.takes(demand.level)


def open_to(supplies: Iterable[Supply], demands: Iterable[Demand], level: Level | None) -> list[Supply]:
    """What suits some of these people; when nobody asks, what is said to be open to the level."""
    kinds = {_kind(one) for one in demands if one.people}
    known: dict[Supply, bool] = {}
    found = []
    for one in supplies:
        kind = _kind_of_place(one)
        if kind not in known:
            known[kind] = any(suits(kind, other) for other in kinds) if kinds else kind.names(level)
        if known[kind]:
            found.append(one)
    return found


def _kind(one: Demand) -> Demand:
    """All that decides which places suit: people of one kind are told together."""
    return Demand(None, 0, 0, one.course, one.level, one.audiences, None if one.placed is None else 0)


def _kind_of_place(one: Supply) -> Supply:
    return Supply(None, 0, 0, one.course, one.entering, one.audiences)


def most_served(demands: Iterable[Demand], supplies: Iterable[Supply]) -> int:
    """How many people could have a place at most, each place taken once. Those whom a source says placed have theirs."""
    people: Counter[Demand] = Counter()
    placed = 0
    for one in demands:
        if one.placed is not None:
            placed += min(one.placed, one.people)
        else:
            people[_kind(one)] += one.people
    places: Counter[Supply] = Counter()
    for other in supplies:
        places[_kind_of_place(other)] += other.places
    if not people or not places:
        return placed
    return placed + maximum_flow(list(people.items()), list(places.items()))


def maximum_flow(people: Sequence[tuple[Demand, int]], places: Sequence[tuple[Supply, int]]) -> int:
    """Dinic's algorithm on the graph source → people → places → sink; exact, whole numbers."""
    source, sink, first = 0, 1, 2
    left: list[dict[int, int]] = [{} for _ in range(first + len(people) + len(places))]

    def edge(start: int, end: int, capacity: int) -> None:
        left[start][end] = left[start].get(end, 0) + capacity
        left[end].setdefault(start, 0)

    total = sum(count for _demand, count in people)
    for here, (demand, count) in enumerate(people, first):
        edge(source, here, count)
        for there, (supply, _count) in enumerate(places, first + len(people)):
            if suits(supply, demand):
                edge(here, there, total)
    for there, (_supply, count) in enumerate(places, first + len(people)):
        edge(there, sink, count)
    flow = 0
    while (steps := _steps(left, source, sink)) is not None:
        waiting = [list(edges) for edges in left]
        while pushed := _push(left, steps, waiting, source, sink, total):
            flow += pushed
    return flow


def _steps(left: list[dict[int, int]], source: int, sink: int) -> list[int] | None:
    """How many edges with something left lie between the source and each node; None when the sink is cut off."""
    steps = [-1] * len(left)
    steps[source] = 0
    waiting = deque([source])
    while waiting:
        here = waiting.popleft()
        for there, capacity in left[here].items():
            if capacity and steps[there] < 0:
                steps[there] = steps[here] + 1
                waiting.append(there)
    return steps if steps[sink] >= 0 else None


def _push(
    left: list[dict[int, int]], steps: list[int], waiting: list[list[int]], here: int, sink: int, most: int
) -> int:
    """One more path towards the sink, each step further; paths are four or six edges long in practice."""
    if here == sink:
        return most
    while waiting[here]:
        there = waiting[here][-1]
        capacity = left[here][there]
        if capacity and steps[there] == steps[here] + 1:
            pushed = _push(left, steps, waiting, there, sink, min(most, capacity))
            if pushed:
                left[here][there] -= pushed
                left[there][here] += pushed
                return pushed
        waiting[here].pop()
    return 0


@dataclass(frozen=True, slots=True)
class Veil:
    """Small counts, by demand: the bundle they are told in, None when they are never told. Empty: all is told."""

    bundle_of: Mapping[Hashable, int | None] = field(default_factory=dict)
    sizes: Mapping[int, int] = field(default_factory=dict)

    def lifted(self, demands: Iterable[Demand]) -> tuple[list[Demand], int]:
        """What may be told of these demands together, and how many of them stay masked."""
        told: list[Demand] = []
        inside: dict[int, list[Demand]] = {}
        masked = 0
        for one in demands:
            if one.key not in self.bundle_of:
                told.append(one)
            elif (bundle := self.bundle_of[one.key]) is None:
                masked += 1
            else:
                inside.setdefault(bundle, []).append(one)
        for bundle, members in inside.items():
            if len(members) == self.sizes[bundle]:
                told.append(Demand(("bundle", bundle), 0, sum(one.people for one in members)))
            else:
                masked += len(members)
        return told, masked


OPEN = Veil()


def together(demands: Iterable[Demand]) -> list[Demand]:
    """Demands that differ by who says them only, added up: what is told to everyone names no list."""
    found: dict[tuple[Hashable, ...], Demand] = {}
    for one in demands:
        same = (one.territory, one.course, one.level, one.audience, one.placed is None)
        before = found.get(same)
        people = one.people + (before.people if before else 0)
        placed = None if one.placed is None else one.placed + ((before.placed or 0) if before else 0)
        found[same] = replace(one, key=same, people=people, placed=placed)
    return list(found.values())


def veil(demands: Iterable[Demand], order: Callable[[Demand], tuple]) -> Veil:
    """The veil over all that was expressed on a day, made once for all the tables of the day.

    `demands` are those of `together`. `order` puts neighbours side by side, so that the total of a place holds its bundles.
    """
    small = sorted((one for one in demands if is_small(one.people)), key=order)
    bundle_of: dict[Hashable, int | None] = {one.key: None for one in small}
    sizes = {}
    for number, positions in enumerate(bundles([one.people for one in small])):
        sizes[number] = len(positions)
        bundle_of |= {small[position].key: number for position in positions}
    return Veil(bundle_of, sizes)


@dataclass(frozen=True, slots=True)
class Figure:
    """`wanted` people, `places`, `missing` at least. `masked`: how many small counts are not in `wanted`; `said`: how many
    of the places are told by the source of the demand, not by a session."""

    wanted: int = 0
    places: int = 0
    missing: int = 0
    masked: int = 0
    said: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.wanted or self.places or self.masked)


@dataclass(frozen=True, slots=True)
class Row:
    """A territory of the table with all that lies inside it, itself included."""

    key: int
    inside: frozenset[int]


@dataclass(frozen=True, slots=True)
class Line:
    """`key` is None for what has no more precise place than the whole table."""

    key: int | None
    cells: tuple[Figure, ...]
    total: Figure


@dataclass(frozen=True, slots=True)
class Table:
    """`columns`: the levels of the scale, then None for what is on no level of it. `lines` in the order asked.

    `total.missing`: if people went anywhere in the whole; `missing_nearby`: if everybody stayed in their own line.
    """

    columns: tuple[Level | None, ...]
    lines: tuple[Line, ...]
    totals: tuple[Figure, ...]
    total: Figure

    @property
    def missing_nearby(self) -> int:
        return sum(line.total.missing for line in self.lines)


def table_of(
    demands: Sequence[Demand],
    supplies: Sequence[Supply],
    *,
    rows: Sequence[Row],
    levels: Sequence[Level],
    covered: Veil = OPEN,
) -> Table:
    """Each demand and each session stands in one line: the first row that holds its territory, or the last line."""
    place = _place_of(rows)
    asked: dict[int | None, list[Demand]] = {}
    given: dict[int | None, list[Supply]] = {}
    for one in demands:
        asked.setdefault(place.get(one.territory), []).append(one)
    for other in supplies:
        given.setdefault(place.get(other.territory), []).append(other)
    keys: list[int | None] = [row.key for row in rows]
    if None in asked or None in given:
        keys.append(None)
    columns = (*levels, None)
    lines = [
        Line(
            key,
            _cells(asked.get(key, ()), given.get(key, ()), levels, covered),
            _figure(asked.get(key, ()), given.get(key, ()), covered),
        )
        for key in keys
    ]
    totals = _cells(demands, supplies, levels, covered)
    return Table(columns, tuple(lines), totals, _figure(demands, supplies, covered))


def _place_of(rows: Sequence[Row]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in rows:
        for territory in row.inside:
            found.setdefault(territory, row.key)
    return found


def _cells(
    demands: Iterable[Demand], supplies: Iterable[Supply], levels: Sequence[Level], covered: Veil
) -> tuple[Figure, ...]:
    """One figure a level, then one for people on no level of the scale."""
    sorted_out: dict[Level | None, list[Demand]] = {level: [] for level in (*levels, None)}
    for one in demands:
        sorted_out[one.level if one.level in sorted_out else None].append(one)
    offered = list(supplies)
    return tuple(
        _figure(wanting, open_to(offered, wanting, level), covered) for level, wanting in sorted_out.items()
    )


def _figure(demands: Iterable[Demand], supplies: Iterable[Supply], covered: Veil) -> Figure:
    told, masked = covered.lifted(demands)
    offered = list(supplies)
    wanted, said = sum(one.people for one in told), sum(one.placed or 0 for one in told)
    places = said + sum(one.places for one in offered)
    return Figure(wanted, places, wanted - most_served(told, offered), masked, said)
