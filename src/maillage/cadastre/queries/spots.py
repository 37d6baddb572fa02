"""The answers of a search on a map: a spot for each point where some are (issue section 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from maillage.cadastre.queries.finding import Circle, Question, count_by_territory
from maillage.core.readers import Reader
from maillage.territory.queries.finder import PlaceMatch, Row, described, standing
from maillage.territory.queries.points import points


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in WGS84 degrees with the entries that stand there. `place` names it: the commune, when its quarters have no
    point of their own; `holds`: label of each territory known there and its count, the fullest first."""

    place: PlaceMatch
    latitude: float
    longitude: float
    count: int
    holds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """`count` entries, as the list says: those of the spots, and `nowhere` that have no place or one without a point."""

    count: int
    nowhere: int
    spots: tuple[Spot, ...]
    around: Circle | None


def spread_of(question: Question, reader: Reader) -> Spread:
    """Every answer, whatever the page. Five queries at most: the state of the index, and territories as they stand."""
    counted = count_by_territory(question, reader)
    at = points()
    _stamp, rows = standing()
    placed: dict[int, dict[int, int]] = defaultdict(dict)
    for pk, count in counted.by_territory.items():
        if pk in at and pk in rows:
            placed[_named_by(pk, rows, at)][pk] = count
    labels = described({*placed, *(pk for held in placed.values() for pk in held)})
    spots = tuple(_spot(labels, pk, at[pk], held) for pk, held in placed.items())
    found = tuple(sorted(spots, key=lambda spot: (-spot.count, spot.place.label)))
    return Spread(counted.count, counted.count - sum(spot.count for spot in found), found, counted.around)


def _spot(labels: Mapping[int, PlaceMatch], pk: int, at: tuple[float, float], held: Mapping[int, int]) -> Spot:
    holds = sorted(
        ((labels[one].label, count) for one, count in held.items()), key=lambda one: (-one[1], one[0])
    )
    return Spot(labels[pk], *at, count=sum(held.values()), holds=tuple(holds))


def _named_by(pk: int, rows: Mapping[int, Row], at: Mapping[int, tuple[float, float]]) -> int:
    """The widest territory at the very same point: the commune of a quarter that has none of its own."""
    seen = {pk}
    above = rows[pk].parent
    while above is not None and above not in seen and above in rows and at.get(above) == at[pk]:
        pk = above
        seen.add(pk)
        above = rows[pk].parent
    return pk
