"""How far places are: all those within a radius, and no other."""

from __future__ import annotations

import pytest
from tests.network.factories import make_territory

from maillage.territory.models import Territory
from maillage.territory.queries import points

LIEGE = (50.6326, 5.5797)
AT = {"Liège": LIEGE, "Seraing": (50.6119, 5.5089), "Namur": (50.4669, 4.8675), "Arlon": (49.6837, 5.8147)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("radius", "expected"),
    [
        (1, {"Liège"}),
        (6, {"Liège", "Seraing"}),
        (60, {"Liège", "Seraing", "Namur"}),
        (110, {"Liège", "Seraing", "Namur", "Arlon"}),
    ],
)
def test_places_within_a_radius(radius: int, expected: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """As the crow flies from Liège: Seraing 5 km, Namur 54 km, Arlon 107 km."""
    monkeypatch.setattr(points, "_kept", None)
    names = {}
    for name, (latitude, longitude) in AT.items():
        made = make_territory(name)
        Territory.objects.filter(pk=made.pk).update(latitude=latitude, longitude=longitude)
        names[made.pk] = name
    assert {names[pk] for pk in points.within(LIEGE, radius)} == expected
