"""What the `exchange` room asks of a table of demands: fields, preview, writing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from maillage.cadastre.actions.demand import import_demands
from maillage.cadastre.imports.demand_cleaning import CleanedDemand, DemandCleaner, same_statement
from maillage.cadastre.models import ExpressedDemand
from maillage.core.cleaning.flags import check
from maillage.core.columns import FieldHint
from maillage.core.readers import Reader
from maillage.exchange.models import ImportRow
from maillage.exchange.registries import FollowUp, ImportField, Previewer, RowOutcome, RowPreview, Writer
from maillage.exchange.undoing import created
from maillage.records.actions import may


def _field(key: str, label: str, words: str) -> ImportField:
    return ImportField(FieldHint(key, tuple(word.strip() for word in words.split(","))), label)


FIELDS = (
    _field("place", "Lieu", "commune, lieu, territoire, quartier, ville, localite, ou, code postal"),
    _field(
        "people",
        "Nombre de personnes",
        "personnes, nombre de personnes, nombre, demandes, en attente, effectif",
    ),
    _field("course_type", "Type de cours", "cours, type de cours, filiere, type, alpha fle"),
    _field("level", "Niveau", "niveau, niveau d entree"),
    _field("skill", "Oral ou écrit", "oral ou ecrit, competence, oral ecrit"),
    _field("target", "Public", "public, public cible"),
    _field("counted_on", "Comptées le", "date, comptees le, compte le, au, situation au, date du comptage"),
    _field("counted_from", "Depuis le", "depuis le, du, debut"),
    _field("source", "Source", "source, origine, provenance"),
    _field("source_kind", "Genre de source", "genre de source, genre, type de source"),
    _field("organisation", "Selon", "organisation, operateur, selon, association, asbl"),
    _field("got_place", "Ont eu une place", "ont eu une place, places obtenues, inscrits, inscrites"),
    _field("note", "Remarque", "remarque, remarques, commentaire, note"),
)


NOTED = 0
"""In the place of a row's number: the statement is in the cadastre already."""


class DemandPreviewer:
    """A row that says what is noted already, or what an earlier row says, is left aside unless one decides otherwise."""

    def __init__(self, reader: Reader) -> None:
        self._cleaner = DemandCleaner(reader)
        rows = ExpressedDemand.objects.order_by().values_list(
            *("territory_id", "course_type_id", "skill", "level_id", "target_id", "organisation_id", "source"),
            *("counted_on", "people"),
        )
        self._known: dict[tuple[Any, ...], int] = {
            (*about, organisation or source, day, people): NOTED
            for *about, organisation, source, day, people in rows
        }

    def preview(self, number: int, cells: Mapping[str, str]) -> RowPreview:
        row = self._cleaner.clean(cells)
        decision = "create"
        if not row.is_blocked:
            same = same_statement(row.fields)
            before = self._known.setdefault(same, number)
            if before != number:
                decision = "skip"
                said = "Déjà notée." if before == NOTED else f"La même que la ligne {before}."
                row.flags.append(("people", check(said)))
        return RowPreview(label=row.label, values=row.values, flags=row.flags, decision=decision)

    def remember(self, number: int, values: Mapping[str, str], details: Mapping[str, Any]) -> None:
        del details
        row = self._cleaner.clean(values)
        if not row.is_blocked:
            self._known.setdefault(same_statement(row.fields), number)


class DemandWriter:
    def __init__(self, by: Reader) -> None:
        self._by = by
        self._cleaner = DemandCleaner(by)
        self._cleaned: dict[int, CleanedDemand] = {}

    def prepare(self, rows: Sequence[ImportRow]) -> None:
        self._cleaned = {row.number: self._cleaner.clean(row.values) for row in rows}

    def write(self, rows: Sequence[ImportRow]) -> list[RowOutcome]:
        good = [row for row in rows if not self._cleaned[row.number].is_blocked]
        stated = import_demands(
            by=self._by,
            lines=[(self._cleaned[row.number].fields, f"Import, ligne {row.number}") for row in good],
        )
        outcomes = [
            RowOutcome(row, demand.pk, created=[created(demand)])
            for row, demand in zip(good, stated, strict=True)
        ]
        refused = [row for row in rows if self._cleaned[row.number].is_blocked]
        return outcomes + [RowOutcome(row, message="Il manque de quoi noter cette demande.") for row in refused]


class DemandImporter:
    """Registered as `demands`."""

    kind = "demands"
    title = "Des demandes de cours"
    lead = "Des listes d’attente ou des comptages : une ligne par commune et par niveau, avec le nombre de personnes."
    one, many = "demande", "demandes"
    fields: Sequence[ImportField] = FIELDS
    required = "people"
    follow_ups: Sequence[FollowUp] = ()
    held_by_index = False

    def may_import(self, reader: Reader) -> bool:
        return may(reader, "cadastre.import_demand")

    def previewer(self, reader: Reader) -> Previewer:
        return DemandPreviewer(reader)

    def writer(self, by: Reader) -> Writer:
        return DemandWriter(by)

    def links(self, object_ids: Iterable[int], reader: Reader) -> Mapping[int, str]:
        found = ExpressedDemand.objects.visible_to(reader).filter(pk__in=list(object_ids)).order_by()
        return {pk: reverse("cadastre:demand", args=[uid]) for pk, uid in found.values_list("pk", "uid")}

    def follow(self, touched: Mapping[str, Collection[int]]) -> None:
        """Demands are in no index: nothing hangs on them."""
