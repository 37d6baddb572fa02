"""Imports the population of a year, takes it back (row G6): all or nothing, one source in force for a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

from django.db.models import F

from maillage.core.readers import PUBLIC, SYSTEM, Reader
from maillage.journal.actions import record
from maillage.records.actions import action, require
from maillage.records.clock import now
from maillage.records.file_imports import RefusedFile
from maillage.territory.imports.statbel import FOREIGN, Structure, read_structure
from maillage.territory.loading.figures import PUBLISHER, population_indicator
from maillage.territory.loading.tables import control_totals
from maillage.territory.models import Figure, FigureSource, FormerCode, Territory

Status = FigureSource.Status


class CannotWithdraw(Exception):
    """These figures cannot be taken back. The message is what the user reads."""


@action
def import_population(
    *, by: Reader, structure: Structure, file_name: str, control_total: int | None = None
) -> FigureSource:
    """Writes the population and the foreign population of each commune of today on 1 January of the year.

    Raises `RefusedFile` when the total is not the one that Statbel published, or when a code is of no commune.
    """
    require(by, "territory.import_figures")
    _check_total(structure, control_total)
    values = _by_commune(structure)
    indicator = population_indicator()
    day = dt.date(structure.year, 1, 1)
    former = FigureSource.objects.filter(indicator=indicator, day=day, status=Status.CURRENT).first()
    FigureSource.objects.filter(indicator=indicator, day=day, status=Status.CURRENT).update(
        status=Status.REPLACED
    )
    source = FigureSource.objects.create(
        indicator=indicator,
        day=day,
        name=f"{PUBLISHER}, structure de la population",
        file_name=file_name[:200],
        replaces=former,
        imported_at=now(),
    )
    figures = [
        Figure(territory_id=pk, indicator=indicator, day=day, group=group, value=value, source=source)
        for (pk, group), value in values.items()
    ]
    Figure.objects.bulk_create(figures, batch_size=1500)
    record(by=by, verb="importée", on=source, audience=PUBLIC, note=file_name[:200])
    return source


@action
def withdraw_figures(*, by: Reader, source: FigureSource) -> None:
    """Takes an import back; what it had replaced is in force again. What the software ships stays."""
    require(by, "territory.import_figures")
    kept = FigureSource.objects.select_for_update().filter(pk=source.pk).first()
    if kept is None:
        raise CannotWithdraw("Cet import a déjà été annulé.")
    if kept.code:
        raise CannotWithdraw(
            "Ces chiffres sont livrés avec Maillage ; un import les remplace, rien ne les annule."
        )
    record(by=by, verb="annulée", on=kept, audience=PUBLIC, note=kept.file_name)
    former = kept.replaces
    FigureSource.objects.filter(replaces=kept).update(replaces=former)
    was_current = kept.status == Status.CURRENT
    kept.figures.all().delete()
    kept.delete()
    if was_current and former is not None:
        FigureSource.objects.filter(pk=former.pk).update(status=Status.CURRENT)


def import_population_file(path: Path, control_total: int | None = None) -> str:
    """For the command line: reads the file, imports it, says in one line what was done."""
    try:
        structure = read_structure(path, name=path.name)
    except OSError as error:
        raise RefusedFile(f"Fichier illisible : {path}.") from error
    import_population(by=SYSTEM, structure=structure, file_name=path.name, control_total=control_total)
    return f"Population au 1er janvier {structure.year} : {_number(structure.total)} habitants, total vérifié."


def _check_total(structure: Structure, given: int | None) -> None:
    expected = control_totals().get(structure.year, given)
    found = _number(structure.total)
    if expected is None:
        msg = (
            f"Le fichier compte {found} habitants au 1er janvier {structure.year}. Indiquez le total que Statbel"
            f" publie pour cette année, pour vérifier que le fichier est complet."
        )
        raise RefusedFile(msg)
    if structure.total != expected:
        msg = (
            f"Le fichier compte {found} habitants au 1er janvier {structure.year} ; {_number(expected)} étaient"
            f" attendus. Il est incomplet ou a été modifié."
        )
        raise RefusedFile(msg)


def _by_commune(structure: Structure) -> dict[tuple[int, str], int]:
    """Counts by territory of today and group: a commune of before counts in the one it became part of."""
    ids = dict(FormerCode.objects.values_list("code", "territory_id"))
    ids.update(Territory.objects.filter(level=Territory.Level.COMMUNE).values_list("code", F("pk")))
    unknown = sorted({code for code, _kind in structure.people} - ids.keys())
    if unknown:
        msg = f"Codes INS qui ne sont d’aucune commune : {', '.join(unknown[:5])}."
        raise RefusedFile(msg)
    values: dict[tuple[int, str], int] = defaultdict(int)
    for (code, kind), people in structure.people.items():
        values[ids[code], Figure.Group.TOTAL] += people
        values[ids[code], Figure.Group.FOREIGN] += people if kind == FOREIGN else 0
    return values


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")
