"""Reads the tables that `tools/build_territory.py` built; NOTICE names their sources."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

REFERENCE = files("maillage.territory") / "reference"


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table; every value is text, empty where the source is silent."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def shapes(*names: str) -> dict[str, Any]:
    """GeoJSON geometries by NIS code."""
    found = {}
    for name in names:
        text = (REFERENCE / f"{name}.geojson").read_text(encoding="utf-8")
        found.update({feature["id"]: feature["geometry"] for feature in json.loads(text)["features"]})
    return found


@cache
def control_totals() -> dict[int, int]:
    """Population of the country on 1 January, by year, as published."""
    return {int(row["year"]): int(row["total"]) for row in table("control_totals")}
