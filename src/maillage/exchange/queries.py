"""What the pages of an import show: counts, rows by filter, the choices of a row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from maillage.core.cleaning import Level
from maillage.core.readers import Reader
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.registries import Importer, importers

Decision, Outcome = ImportRow.Decision, ImportRow.Outcome


@dataclass(frozen=True, slots=True)
class RowFilter:
    key: str
    label: str
    condition: Q


PREVIEW_FILTERS = (
    RowFilter("", "Toutes les lignes", Q()),
    RowFilter("a-verifier", "À vérifier", Q(to_check=True)),
    RowFilter("existantes", "Déjà connues", Q(decision__in=[Decision.COMPLETE, Decision.REPLACE])),
    RowFilter("reunies", "En double dans le fichier", Q(decision=Decision.JOIN)),
    RowFilter("ecartees", "Écartées", Q(decision=Decision.SKIP) | Q(is_blocked=True)),
)
RESULT_FILTERS = (
    RowFilter("", "Toutes les lignes", Q()),
    RowFilter("importees", "Importées", Q(outcome=Outcome.WRITTEN)),
    RowFilter("refusees", "Refusées", Q(outcome=Outcome.FAILED)),
    RowFilter("ecartees", "Écartées", Q(outcome=Outcome.LEFT_OUT)),
    RowFilter("annulees", "Annulées", Q(outcome=Outcome.UNDONE)),
    RowFilter("gardees", "Gardées", Q(outcome=Outcome.KEPT)),
)


@dataclass(frozen=True, slots=True)
class PreviewCounts:
    """What confirming would do."""

    create: int
    complete: int
    join: int
    left_out: int
    to_check: int

    @property
    def written(self) -> int:
        return self.create + self.complete + self.join


@dataclass(frozen=True, slots=True)
class RowChoice:
    """One line of the list beside a row: what to do with it, and why that is proposed."""

    value: str
    label: str


def importers_for(reader: Reader) -> list[Importer]:
    return [importer for importer in importers if importer.may_import(reader)]


def filter_counts(run: ImportRun, filters: tuple[RowFilter, ...]) -> dict[str, int]:
    """One query for all filters."""
    found = run.rows.aggregate(**{f"n{i}": Count("pk", filter=one.condition) for i, one in enumerate(filters)})
    return {one.key: found[f"n{i}"] for i, one in enumerate(filters)}


def rows_of(run: ImportRun, filters: tuple[RowFilter, ...], key: str) -> QuerySet[ImportRow]:
    condition = next((one.condition for one in filters if one.key == key), Q())
    return run.rows.filter(condition).order_by("number")


def preview_counts(run: ImportRun) -> PreviewCounts:
    found: Counter[str] = Counter()
    for row in run.rows.order_by().values("decision", "is_blocked").annotate(n=Count("pk")):
        key = Decision.SKIP if row["is_blocked"] else row["decision"]
        found[key] += row["n"]
    return PreviewCounts(
        create=found[Decision.CREATE],
        complete=found[Decision.COMPLETE] + found[Decision.REPLACE],
        join=found[Decision.JOIN],
        left_out=found[Decision.SKIP],
        to_check=run.rows.filter(to_check=True, is_blocked=False).exclude(decision=Decision.SKIP).count(),
    )


def choices_of(row: ImportRow) -> list[RowChoice]:
    """What may be done with a row."""
    choices = [RowChoice(Decision.CREATE, "Créer une fiche")]
    for one in row.candidates:
        if one["row"] is not None:
            choices.append(RowChoice(f"{Decision.JOIN}:{one['row']}", f"Réunir avec la ligne {one['row']}"))
        elif one["target"] is not None:
            choices.append(RowChoice(f"{Decision.COMPLETE}:{one['target']}", f"Compléter « {one['name']} »"))
            choices.append(RowChoice(f"{Decision.REPLACE}:{one['target']}", f"Remplacer « {one['name']} »"))
    choices.append(RowChoice(Decision.SKIP, "Ne pas reprendre"))
    return choices


def doubtful_fields(row: ImportRow) -> set[str]:
    return {flag["field"] for flag in row.flags if flag["level"] != Level.INFO}
