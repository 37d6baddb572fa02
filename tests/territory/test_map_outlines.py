"""Outlines of the communes, a province at a time, for the maps that one moves."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.test import Client
from tests.network.factories import make_territory

from maillage.territory.models import Territory
from maillage.territory.queries.outlines import areas
from maillage.territory.views.outlines import address_of

Level = Territory.Level
TRIANGLE = [[[4.123456, 50.0], [5.0, 50.00004], [5.0, 51.00006], [4.123456, 50.0]]]


def shaped(name: str, level: str, coordinates: Any, parent: Territory | None = None) -> Territory:
    made = make_territory(name, level=level, parent=parent)
    made.shape = {"type": "Polygon", "coordinates": coordinates}
    made.save()
    return made


@pytest.mark.django_db
def test_a_province_holds_its_communes_and_another_its_own_outline() -> None:
    namur = shaped("Province de Namur", Level.PROVINCE, [[[0, 0], [1, 0], [1, 1], [0, 0]]])
    district = make_territory("Arrondissement de Namur", level=Level.ARRONDISSEMENT, parent=namur)
    shaped("Namur", Level.COMMUNE, TRIANGLE, parent=district)
    anvers = shaped("Anvers", Level.PROVINCE, [[[4, 51], [5, 51], [5, 52], [4, 51]]])
    found = areas()
    assert set(found) == {namur.uid, anvers.uid}
    assert found[namur.uid].box == (50.0, 4.1235, 51.0001, 5.0)
    (one,) = json.loads(found[namur.uid].body)["geometries"]
    assert one["coordinates"] == [[[4.1235, 50.0], [5.0, 50.0], [5.0, 51.0001], [4.1235, 50.0]]]


@pytest.mark.django_db
def test_an_address_with_its_version_is_kept_for_a_year_and_another_is_asked_again(client: Client) -> None:
    anvers = shaped("Anvers", Level.PROVINCE, TRIANGLE)
    address = address_of(areas()[anvers.uid])
    kept = client.get(address)
    assert (kept.status_code, kept.headers["Content-Type"]) == (200, "application/geo+json")
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(address, headers={"If-None-Match": kept.headers["ETag"]}).status_code == 304
    plain = client.get(address.partition("?")[0])
    assert (
        plain.headers["Cache-Control"]
        == client.get(f"{address}0").headers["Cache-Control"]
        == "public, no-cache"
    )
    assert not kept.cookies


@pytest.mark.django_db
def test_a_change_of_an_outline_changes_the_address() -> None:
    anvers = shaped("Anvers", Level.PROVINCE, TRIANGLE)
    before = address_of(areas()[anvers.uid])
    anvers.shape = {"type": "Polygon", "coordinates": [[[4, 51], [5, 51], [5, 52], [4, 51]]]}
    anvers.version += 1
    anvers.save()
    assert address_of(areas()[anvers.uid]) != before


@pytest.mark.django_db
def test_a_commune_is_no_area(client: Client) -> None:
    namur = shaped("Namur", Level.COMMUNE, TRIANGLE)
    assert areas() == {}
    assert client.get(f"/territoires/{namur.uid}/limites.json").status_code == 404


@pytest.mark.usefixtures("reference")
def test_each_province_of_the_reference_is_small_once_packed(client: Client) -> None:
    """Ten provinces and Brussels: 261 Walloon communes and 19 of Brussels, and the outline of five Flemish provinces."""
    sizes = {}
    communes = 0
    for area in areas().values():
        packed = client.get(address_of(area), headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        shapes = json.loads(gzip.decompress(packed.content))["geometries"]
        communes += len(shapes)
        sizes[area.uid] = len(packed.content)
    assert len(sizes) == 11
    assert max(sizes.values()) < 9_000
    assert sum(sizes.values()) < 40_000
    assert communes == 280 + 5
