"""The map of a territory: outlines of its parts, or of its neighbours when it has none with a shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maillage.core.outlines import Sheet, draw
from maillage.territory.models import Territory
from maillage.territory.queries.figures import Population

Level = Territory.Level
STEPS = (3, 6, 10, 20)
"""Where a class of shares begins, in per cent; the first class begins at 0."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One territory on the map. `shade`: 0 to 4, -1 when its share is not known."""

    territory: Territory
    path: str
    shade: int
    share: float | None
    here: bool


@dataclass(frozen=True, slots=True)
class TerritoryMap:
    """`caption` says what is drawn when it is not the parts of the territory."""

    sheet: Sheet
    patches: list[Patch]
    shaded: bool
    caption: str


def outlined(territory: Territory, parts: Iterable[Territory]) -> list[Territory]:
    """What the map shows: the parts, if some have a shape; else the commune among its neighbours; else the shape."""
    drawn = [part for part in parts if part.shape]
    if drawn:
        return drawn
    commune = _commune_of(territory)
    if commune is None or commune.parent_id is None:
        return [territory] if territory.shape else []
    around = list(
        Territory.objects.filter(parent_id=commune.parent_id, level=Level.COMMUNE, shape__isnull=False)
    )
    return around or list(Territory.objects.filter(pk=commune.parent_id, shape__isnull=False))


def map_of(
    territory: Territory, shown: Iterable[Territory], shares: Mapping[int, Population]
) -> TerritoryMap | None:
    """`shown` from `outlined`, shaded by the share of the foreign population."""
    rows = {row.pk: row for row in shown}
    sheet = draw({pk: row.shape for pk, row in rows.items() if row.shape})
    if sheet is None:
        return None
    here = _commune_of(territory)
    patches = []
    for pk, path in sheet.paths.items():
        share = shares[pk].share if pk in shares else None
        patches.append(Patch(rows[pk], path, shade_of(share), share, here is not None and pk == here.pk))
    patches.sort(key=lambda patch: patch.here)
    return TerritoryMap(sheet, patches, any(patch.shade >= 0 for patch in patches), _caption(here, patches))


def _caption(commune: Territory | None, patches: list[Patch]) -> str:
    if commune is None:
        return ""
    if patches[-1].here:
        return f"{commune.name} et ses voisines de l’arrondissement."
    return f"{patches[-1].territory.name} : les limites des communes de cette région ne sont pas livrées avec Maillage."


def shade_of(share: float | None) -> int:
    """0 under 3 %, 1 under 6 %, 2 under 10 %, 3 under 20 %, 4 above; -1 when not known."""
    return -1 if share is None else sum(share >= step for step in STEPS)


def _commune_of(territory: Territory) -> Territory | None:
    row: Territory | None = territory
    for _step in range(6):
        if row is None or row.level == Level.COMMUNE:
            return row
        row = row.parent if row.level == Level.QUARTER else None
    return None
