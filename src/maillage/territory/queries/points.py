"""How far places are from each other: a point for each territory, kilometres between them as the crow flies."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Sum

from maillage.territory.models import Territory

EARTH_RADIUS = 6_371.0
"""Mean radius, in kilometres."""
_HELD = (Territory.Level.COMMUNE, Territory.Level.QUARTER, Territory.Level.ZONE)


@dataclass(frozen=True, slots=True)
class _Points:
    stamp: tuple[object, ...]
    at: dict[int, tuple[float, float]]


_kept: _Points | None = None


def points() -> dict[int, tuple[float, float]]:
    """Latitude and longitude (WGS84 degrees) of communes and quarters by id; a quarter without a point of its own takes
    that of its commune. Kept in memory until a territory changes."""
    global _kept
    stamp = tuple(
        Territory.objects.order_by()
        .aggregate(Count("pk"), Max("pk"), Sum("version"), Min("uid"), Max("uid"))
        .values()
    )
    if _kept is None or _kept.stamp != stamp:
        _kept = _Points(stamp, _read())
    return _kept.at


def at_the_point_of(territory_id: int) -> tuple[int, ...]:
    """Every territory that stands at the same point as this one, itself included: a commune with its quarters that have no
    point of their own. Empty when it has none."""
    at = points()
    here = at.get(territory_id)
    return tuple(sorted(pk for pk, point in at.items() if point == here)) if here else ()


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance (haversine) between two points in degrees.

    >>> round(kilometres((50.6326, 5.5797), (50.4669, 4.8675)), 0)  # Liège, Namur
    54.0
    """
    (lat1, lon1), (lat2, lon2) = ((math.radians(lat), math.radians(lon)) for lat, lon in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(half))


def within(centre: tuple[float, float], radius: float) -> dict[int, float]:
    """Territories whose point is at most `radius` kilometres away, with how far each is."""
    degrees = math.degrees(radius / EARTH_RADIUS)  # nobody is nearer than the difference of latitudes
    near = {pk: point for pk, point in points().items() if abs(point[0] - centre[0]) <= degrees}
    far = {pk: kilometres(centre, point) for pk, point in near.items()}
    return {pk: distance for pk, distance in far.items() if distance <= radius}


def _read() -> dict[int, tuple[float, float]]:
    found: dict[int, tuple[float, float]] = {}
    waiting: list[tuple[int, int]] = []
    rows = Territory.objects.filter(level__in=_HELD).values_list("pk", "latitude", "longitude", "parent_id")
    for pk, latitude, longitude, parent in rows:
        if latitude is not None and longitude is not None:
            found[pk] = (latitude, longitude)
        elif parent is not None:
            waiting.append((pk, parent))
    for pk, parent in waiting:
        if parent in found:
            found[pk] = found[parent]
    return found
