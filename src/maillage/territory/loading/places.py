"""Loads regions, provinces, arrondissements, communes and former communes, with their codes and shapes."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from maillage.records.identity import stable_uid
from maillage.territory.loading.tables import shapes, table
from maillage.territory.models import FormerCode, PostalCode, Territory

Level = Territory.Level
STATBEL = "Statbel (Direction générale Statistique - Statistics Belgium)"
KEPT = ("level", "code", "name", "names", "parent_id", "latitude", "longitude", "shape", "source")
WRITTEN = ["level", "code", "name", "sort_name", "names", "parent", "latitude", "longitude", "shape", "source"]


def load_places() -> list[str]:
    """Writes what is new or changed in the tables, level by level, and returns the uids of those territories."""
    by_level: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in table("divisions"):
        by_level[row["level"]].append(row)
    by_level[Level.COMMUNE] = list(table("communes"))
    by_level[Level.QUARTER] = list(table("quarters"))
    outlines = shapes("communes", "provinces", "arrondissements")
    ids: dict[str, int] = {}
    written: list[str] = []
    for level in (
        Level.COUNTRY,
        Level.REGION,
        Level.PROVINCE,
        Level.ARRONDISSEMENT,
        Level.COMMUNE,
        Level.QUARTER,
    ):
        wanted = [_territory(level, row, ids, outlines) for row in by_level[level]]
        written += _bring_up_to_date(level, wanted)
        ids.update(Territory.objects.filter(level=level).exclude(code="").values_list("code", "pk"))
    _load_codes(by_level[Level.COMMUNE], ids)
    return written


def _territory(level: str, row: dict[str, str], ids: dict[str, int], outlines: dict[str, Any]) -> Territory:
    parent = row["parent"] or ("01000" if level == Level.REGION else "")
    return Territory(
        uid=stable_uid("territory", row["code"]),
        level=level,
        code=row["code"],
        name=row["name"],
        names={language: row[language] for language in ("nl", "de") if row.get(language)},
        parent_id=ids[parent] if parent else None,
        latitude=float(row["latitude"]) if row.get("latitude") else None,
        longitude=float(row["longitude"]) if row.get("longitude") else None,
        shape=outlines.get(row["code"]),
        source=STATBEL,
    )


def _bring_up_to_date(level: str, wanted: list[Territory]) -> list[str]:
    """A row that somebody edited on a screen (version above 1) is left as it is."""
    known = {row.uid: row for row in Territory.objects.filter(level=level).exclude(code="")}
    changed = [row for row in wanted if _differs(row, known.get(row.uid))]
    Territory.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["uid"], update_fields=WRITTEN, batch_size=500
    )
    return [row.uid for row in changed]


def _differs(wanted: Territory, known: Territory | None) -> bool:
    if known is None:
        return True
    return known.version == 1 and any(getattr(wanted, name) != getattr(known, name) for name in KEPT)


def _load_codes(communes: list[dict[str, str]], ids: dict[str, int]) -> None:
    PostalCode.objects.bulk_create(
        [
            PostalCode(code=code, territory_id=ids[row["code"]])
            for row in communes
            for code in row["postal_codes"].split()
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
    FormerCode.objects.bulk_create(
        [
            FormerCode(code=row["code"], territory_id=ids[row["now"]], effective=row["effective"])
            for row in table("former_codes")
        ],
        ignore_conflicts=True,
    )
