"""Builds the tables of `src/maillage/territory/reference/` from a folder of source facts (NOTICE says which).

    python tools/build_territory.py SOURCE_FOLDER [TARGET_FOLDER]

Run by hand when the facts change, then committed with its result; not part of the installed software.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shapes import simplified

TARGET = Path(__file__).resolve().parents[1] / "src" / "maillage" / "territory" / "reference"
COUNTRY = ("01000", "country", "", "Belgique", "België", "Belgien")
UNREADABLE = {
    "B++llingen": "Büllingen",
    "B++tgenbach": "Bütgenbach",
    "Br++ly": "Brûly",
    "Br++ly-de-Pesche": "Brûly-de-Pesche",
}
"""Names that the source garbled; the right ones are those of the communes concerned."""
STATED_TOTALS = {2021: 11_521_238}
"""Control totals that a publication states, beside those that the figures shipped here sum to."""


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(folder: Path, name: str, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def typographic(name: str) -> str:
    return name.replace("'", "’").strip()


def divisions(source: list[dict[str, str]]) -> list[tuple[str, ...]]:
    """Country, regions, provinces, arrondissements; a name missing in a language is left empty."""
    found = [COUNTRY]
    for row in source:
        if row["niveau"] != "commune":
            names = (typographic(row[key]) for key in ("nom_fr", "nom_nl", "nom_de"))
            found.append((row["nis"], row["niveau"], row["parent_nis"], *names))
    return found


def communes(source: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return [
        (
            row["nis"],
            row["arrondissement_nis"],
            *(typographic(row[key]) for key in ("nom_fr", "nom_nl", "nom_de")),
            row["codes_postaux"],
            row["lat"],
            row["lon"],
        )
        for row in source
    ]


def quarters(source: list[dict[str, str]], commune_rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    """Former communes. Left out: what cannot be located, and the single part of a commune that was never merged."""
    names = {row["nis"]: {row["nom_fr"], row["nom_nl"], row["nom_de"]} for row in commune_rows}
    kept = [row for row in source if "non localisable" not in row["nom"]]
    parts = Counter(row["nis_commune_2025"] for row in kept)
    found = []
    for row in kept:
        commune = row["nis_commune_2025"]
        name = typographic(UNREADABLE.get(row["nom"], row["nom"]))
        name = re.sub(r"\s+-\s+", " – ", name)
        if parts[commune] == 1 and name in names[commune]:
            continue
        found.append((row["sous_commune_nis6"], commune, name))
    return found


def population(source: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return [(row["nis"], row["annee"], row["total"], row["etrangers"]) for row in source]


def control_totals(source: list[dict[str, str]], commune_rows: list[dict[str, str]]) -> list[tuple[int, int]]:
    totals: dict[int, int] = defaultdict(int)
    for row in source:
        totals[int(row["annee"])] += int(row["total"])
    totals[2020] = sum(int(row["population_2020"]) for row in commune_rows)
    return sorted({**totals, **STATED_TOTALS}.items())


def shapes(folder: Path, names: Iterable[str], tolerance: float) -> dict[str, Any]:
    """Geometries by code, borders simplified once for both neighbours."""
    geometries = {}
    for name in names:
        for feature in json.loads((folder / name).read_text(encoding="utf-8"))["features"]:
            geometries[str(feature["properties"]["nis"])] = feature["geometry"]
    features = [
        {"type": "Feature", "id": code, "properties": {}, "geometry": geometry}
        for code, geometry in sorted(simplified(geometries, tolerance).items())
    ]
    return {"type": "FeatureCollection", "features": features}


def write_shapes(folder: Path, name: str, collection: dict[str, Any]) -> None:
    text = json.dumps(collection, separators=(",", ":"))
    (folder / name).write_text(
        text.replace('{"type":"Feature"', '\n{"type":"Feature"') + "\n", encoding="utf-8"
    )


def build(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    commune_rows = read(source, "communes_be.csv")
    people = read(source, "population_nationalite_2009_2015.csv")
    names = ("name", "nl", "de")
    write(
        target,
        "divisions.csv",
        ("code", "level", "parent", *names),
        divisions(read(source, "divisions_be.csv")),
    )
    header = ("code", "parent", *names, "postal_codes", "latitude", "longitude")
    write(target, "communes.csv", header, communes(commune_rows))
    parts = quarters(read(source, "sous_communes_be.csv"), commune_rows)
    write(target, "quarters.csv", ("code", "parent", "name"), parts)
    mergers = [
        (row["ancien_nis"], row["nouveau_nis"], row["date_effet"])
        for row in read(source, "fusions_communes.csv")
    ]
    write(target, "former_codes.csv", ("code", "now", "effective"), mergers)
    write(target, "population.csv", ("code", "year", "total", "foreign"), population(people))
    write(target, "control_totals.csv", ("year", "total"), control_totals(people, commune_rows))
    sample = [(row["nis"], row["population_2020"], row["etrangers_2021"]) for row in commune_rows]
    write(target, "sample.csv", ("code", "population_2020", "foreign_2021"), sample)
    write_shapes(target, "communes.geojson", shapes(source, ["communes_wallonie_bxl_2025.geojson"], 0.0012))
    write_shapes(target, "provinces.geojson", shapes(source, ["provinces_be_2025.geojson"], 0.0015))
    write_shapes(target, "arrondissements.geojson", shapes(source, ["arrondissements_be_2025.geojson"], 0.0015))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path, nargs="?", default=TARGET)
    given = parser.parse_args()
    build(given.source, given.target)
