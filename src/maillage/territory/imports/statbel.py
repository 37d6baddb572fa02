"""Reads « TF_SOC_POP_STRUCT_{year} », the structure of the population that Statbel publishes each year (row G6).

About 100 MB of text, pipe-separated, often zipped: read line by line, summed by commune and nationality. Columns
are found by name, since their order and their names changed over the years. Writes nothing.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from maillage.records.file_imports import RefusedFile

COMMUNE = ("CD_REFNIS", "CD_MUNTY_REFNIS")
NATIONALITY = "CD_NATLTY"
PEOPLE = "MS_POPULATION"
YEAR = "CD_YEAR"
BELGIAN, FOREIGN = "BEL", "ETR"
MOST_BYTES = 800 * 1024 * 1024
"""Of text: eight times what a year weighs, against zip bombs."""
_YEAR_IN_NAME = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Structure:
    """`people` counts by (NIS code as in the file, nationality)."""

    year: int
    people: Counter[tuple[str, str]]

    @property
    def total(self) -> int:
        return sum(self.people.values())


@dataclass(frozen=True, slots=True)
class _Columns:
    commune: int
    nationality: int
    people: int
    year: int | None


def read_structure(file: Path | IO[bytes], *, name: str) -> Structure:
    """The counts of one year. Raises `RefusedFile` with the line and the reason; `name` may tell the year."""
    with _lines(file) as lines:
        reader = csv.reader(_bounded(lines), delimiter="|", quoting=csv.QUOTE_NONE)
        try:
            columns = _columns([cell.strip().upper() for cell in next(reader, [])])
            people, years = _summed(reader, columns)
        except csv.Error as error:
            msg = "Ce fichier n’est pas le texte attendu : une ligne est illisible."
            raise RefusedFile(msg) from error
    return Structure(_year(years, name), people)


def _columns(header: list[str]) -> _Columns:
    commune = next((header.index(name) for name in COMMUNE if name in header), None)
    missing = [name for name in (NATIONALITY, PEOPLE) if name not in header]
    if commune is None:
        missing.insert(0, " ou ".join(COMMUNE))
    if missing or commune is None:
        msg = (
            f"Colonnes introuvables : {', '.join(missing)}. Le fichier attendu est « TF_SOC_POP_STRUCT », publié par"
            " Statbel, avec des colonnes séparées par « | »."
        )
        raise RefusedFile(msg)
    year = header.index(YEAR) if YEAR in header else None
    return _Columns(commune, header.index(NATIONALITY), header.index(PEOPLE), year)


def _summed(rows: Iterator[list[str]], columns: _Columns) -> tuple[Counter[tuple[str, str]], set[str]]:
    commune, nationality, people = columns.commune, columns.nationality, columns.people
    year = columns.year
    counts: Counter[tuple[str, str]] = Counter()
    years: set[str] = set()
    read = 1
    try:
        for row in rows:
            read += 1
            if not row:
                continue
            counts[row[commune], row[nationality]] += int(row[people])
            if year is not None:
                years.add(row[year])
    except (IndexError, ValueError) as error:
        msg = f"Ligne {read} : une colonne manque ou n’est pas un nombre."
        raise RefusedFile(msg) from error
    unknown = {kind for _code, kind in counts} - {BELGIAN, FOREIGN}
    if unknown:
        kinds = ", ".join(sorted(unknown)[:5])
        msg = f"Nationalité inconnue dans {NATIONALITY} : {kinds} (attendu : BEL ou ETR)."
        raise RefusedFile(msg)
    return counts, years


def _year(years: set[str], name: str) -> int:
    found = {year.strip() for year in years} or set(_YEAR_IN_NAME.findall(name))
    if len(found) > 1:
        msg = f"Plusieurs années dans un même fichier : {', '.join(sorted(found)[:5])}."
        raise RefusedFile(msg)
    if not found or not (only := found.pop()).isdecimal():
        msg = "L’année ne se trouve ni dans le fichier (CD_YEAR), ni dans son nom."
        raise RefusedFile(msg)
    return int(only)


@contextmanager
def _lines(file: Path | IO[bytes]) -> Iterator[IO[str]]:
    """The text inside, unzipped when it is a zip; codes are ASCII, so that a bad accent in a name does no harm."""
    if not zipfile.is_zipfile(file):
        with file.open("rb") if isinstance(file, Path) else _rewound(file) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="")
        return
    with zipfile.ZipFile(file) as folder:
        texts = [one for one in folder.infolist() if one.filename.lower().endswith((".txt", ".csv"))]
        if len(texts) != 1 or texts[0].flag_bits & 1:
            msg = "Le fichier compressé doit contenir un seul texte (.txt ou .csv), sans mot de passe."
            raise RefusedFile(msg)
        with folder.open(texts[0]) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="")


def _rewound(file: IO[bytes]) -> IO[bytes]:
    file.seek(0)
    return file


def _bounded(lines: IO[str]) -> Iterator[str]:
    size = 0
    for line in lines:
        size += len(line)
        if size > MOST_BYTES:
            msg = "Le texte dépasse 800 Mo : ce n’est pas le fichier d’une année."
            raise RefusedFile(msg)
        yield line
