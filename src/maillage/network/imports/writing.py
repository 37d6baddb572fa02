"""Writing a batch of organisations: sheets, names, seats, people, posts, journal, in a handful of statements.

An action of its own, `import_organisations`, because `register_organisation` and its sisters write one sheet at a time:
5,000 rows would hold the database for minutes. The rules are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from maillage.core.folding import fold
from maillage.core.readers import Reader
from maillage.exchange.models import ImportRow
from maillage.exchange.registries import RowOutcome
from maillage.exchange.undoing import changed, created
from maillage.journal.actions import Change, Record, changes_between, record_all
from maillage.network.actions.organisations import PERSONAL_FIELDS, history_audience
from maillage.network.imports.cleaned import CleanedRow, clean_row
from maillage.network.imports.people import write_contacts
from maillage.network.imports.places import TerritoryLookup
from maillage.network.imports.previewing import known_terms
from maillage.network.imports.sites import write_sites
from maillage.network.models import Organisation, OrganisationName
from maillage.network.queries.documents import ORGANISATION
from maillage.records.actions import action, require
from maillage.records.bulk import create_rows
from maillage.records.clock import today

Decision = ImportRow.Decision


@dataclass(slots=True)
class Written:
    """One row on its way: `organisation` is None when it cannot be written, `outcome.message` then says why."""

    row: ImportRow
    cleaned: CleanedRow
    outcome: RowOutcome
    organisation: Organisation | None = None
    is_new: bool = False
    changes: list[Change] = field(default_factory=list)

    @property
    def overwrites(self) -> bool:
        return self.row.decision == Decision.REPLACE


class OrganisationWriter:
    """Cleans rows outside the transaction, with what the territory and the vocabularies say, loaded once."""

    def __init__(self, by: Reader) -> None:
        self._by = by
        self._lookup, self._terms = TerritoryLookup(), known_terms()
        self._cleaned: dict[int, CleanedRow] = {}

    def prepare(self, rows: Sequence[ImportRow]) -> None:
        self._cleaned = {row.number: clean_row(row.values, self._lookup, self._terms) for row in rows}

    def write(self, rows: Sequence[ImportRow]) -> list[RowOutcome]:
        return import_organisations(by=self._by, rows=[(row, self._cleaned[row.number]) for row in rows])


@action
def import_organisations(*, by: Reader, rows: Sequence[tuple[ImportRow, CleanedRow]]) -> list[RowOutcome]:
    """Writes rows that a person confirmed; one outcome a row. What each wrote is noted on it, so that it can be undone."""
    require(by, "network.register_organisation")
    work = [Written(row, cleaned, RowOutcome(row)) for row, cleaned in rows]
    _open_sheets(work)
    _find_sheets(work, by)
    _link_services(work)
    for one in work:
        if one.organisation is not None and not one.is_new:
            _fill(one, one.organisation)
    _save_changed(work)
    _set_sectors(work)
    write_sites(work)
    write_contacts(work)
    _note(work, by)
    _say_touched(work)
    return [one.outcome for one in work]


def _open_sheets(work: Sequence[Written]) -> None:
    new = [one for one in work if one.row.decision == Decision.CREATE]
    for one in new:
        one.organisation, one.is_new = _sheet(one.cleaned), True
    create_rows(one.organisation for one in new if one.organisation)
    names = [
        OrganisationName(organisation=one.organisation, name=one.organisation.name)
        for one in new
        if one.organisation
    ]
    create_rows(names)
    for one, name in zip(new, names, strict=True):
        assert one.organisation is not None
        one.outcome.object_id = one.organisation.pk
        one.outcome.created += [created(one.organisation), created(name)]


def _sheet(cleaned: CleanedRow) -> Organisation:
    return Organisation(
        name=cleaned.name,
        short_name=cleaned.short_name,
        legal_form_id=cleaned.legal_form,
        bce_number=cleaned.bce,
        email=cleaned.emails[0] if cleaned.emails else "",
        phone=cleaned.phones[0] if cleaned.phones else "",
        website=cleaned.website,
        presentation=cleaned.presentation,
    )


def _find_sheets(work: Sequence[Written], by: Reader) -> None:
    """The sheets that rows complete, replace, or join through an earlier row of the file."""
    in_batch = {one.row.number: one for one in work}
    earlier = _written_before(work, set(in_batch))
    targets = {one.row.target for one in work if one.row.target} | set(earlier.values())
    sheets = {
        sheet.pk: sheet for sheet in Organisation.objects.visible_to(by).filter(pk__in=targets).order_by("pk")
    }
    for one in sorted(work, key=lambda written: written.row.number):
        if one.is_new:
            continue
        if one.row.decision == Decision.JOIN:
            other = in_batch.get(one.row.joins or 0)
            one.organisation = other.organisation if other else sheets.get(earlier.get(one.row.joins or 0, 0))
        else:
            one.organisation = sheets.get(one.row.target or 0)
        if one.organisation is None:
            one.outcome.message = _nowhere(one.row)
        else:
            one.outcome.object_id = one.organisation.pk


def _written_before(work: Sequence[Written], in_batch: set[int]) -> dict[int, int]:
    """What earlier rows of the same file, done in earlier batches, became."""
    wanted = {one.row.joins for one in work if one.row.joins} - in_batch
    wanted |= {int(one.row.details.get("part_of_row") or 0) for one in work} - in_batch - {0}
    if not wanted:
        return {}
    rows = ImportRow.objects.filter(run_id=work[0].row.run_id, number__in=wanted, object_id__isnull=False)
    return {number: pk for number, pk in rows.values_list("number", "object_id") if pk is not None}


def _nowhere(row: ImportRow) -> str:
    if row.decision == Decision.JOIN:
        return f"La ligne {row.joins}, avec laquelle elle devait être réunie, n’a pas été importée."
    return "La fiche à compléter n’existe plus."


def _link_services(work: Sequence[Written]) -> None:
    """« Service de », towards a sheet or towards a row of the file; never of itself, never in a circle."""
    in_batch = {one.row.number: one.organisation for one in work}
    earlier = _written_before(work, set(in_batch))
    linked = []
    for one in work:
        if not one.is_new or one.organisation is None:
            continue
        number = int(one.row.details.get("part_of_row") or 0)
        whole = in_batch.get(number)
        whole_pk = one.row.details.get("part_of") or (whole.pk if whole else earlier.get(number))
        if whole_pk and whole_pk != one.organisation.pk:
            one.organisation.part_of_id = whole_pk
            linked.append(one)
    existing = set(
        Organisation.objects.filter(pk__in={one.organisation.part_of_id for one in linked if one.organisation})
        .values_list("pk", flat=True)
    )  # fmt: skip
    kept = [one for one in linked if one.organisation and one.organisation.part_of_id in existing]
    for one in linked:
        if one.organisation and one.organisation.part_of_id not in existing:
            one.organisation.part_of_id = None
    Organisation.objects.bulk_update([one.organisation for one in kept if one.organisation], ["part_of"])
    for one in kept:
        assert one.organisation is not None
        one.outcome.created[0] = created(one.organisation)


_PLAIN = ("name", "short_name", "legal_form_id", "bce_number", "email", "phone", "website", "presentation")


def _fill(one: Written, sheet: Organisation) -> None:
    """Fills what is empty; `REPLACE` also overwrites what the file says otherwise. Empty cells never empty a sheet."""
    proposed = _sheet(one.cleaned)
    new = {
        name: value
        for name in _PLAIN
        if (value := getattr(proposed, name)) and value != getattr(sheet, name)
        and (one.overwrites or not getattr(sheet, name))
    }  # fmt: skip
    if not new:
        return
    before = {name: getattr(sheet, name) for name in (*new, "sort_name", "search_key", "version", "checked_on")}
    before["checked_on"] = before["checked_on"].isoformat()
    told = {name: value for name, value in new.items() if name != "legal_form_id"}
    one.changes = changes_between(sheet, told, personal=PERSONAL_FIELDS)
    for name, value in new.items():
        setattr(sheet, name, value)
    sheet.version += 1
    sheet.checked_on = today()
    sheet.sort_name = fold(sheet.name)[:200]
    sheet.search_key = fold(sheet.spoken_names)[:250]
    one.outcome.changed.append(changed(sheet, before))


def _save_changed(work: Sequence[Written]) -> None:
    sheets = {one.organisation.pk: one.organisation for one in work if one.organisation and one.outcome.changed}
    if not sheets:
        return
    columns = ["name", "short_name", "legal_form", "bce_number", "email", "phone", "website", "presentation"]
    kept = ["version", "checked_on", "sort_name", "search_key"]
    # `bulk_update` builds a CASE for each cell; the sheets exist, so nothing is inserted
    Organisation.objects.bulk_create(
        sheets.values(), update_conflicts=True, unique_fields=["id"], update_fields=[*columns, *kept]
    )
    renamed = [one for one in work if any(change.field == "name" for change in one.changes)]
    for one in renamed:
        assert one.organisation is not None
        for name in one.organisation.names.as_of().order_by("pk")[:1]:
            before = {"name": name.name, "sort_name": name.sort_name}
            name.name = one.organisation.name
            name.save(update_fields=["name", "sort_name"])
            one.outcome.changed.append(changed(name, before))


def _set_sectors(work: Sequence[Written]) -> None:
    """Sectors are added, never taken away; each link is noted, so that an undo takes back these and no others."""
    through: Any = Organisation.sectors.through
    sheets = {one.organisation.pk for one in work if one.organisation and one.cleaned.sectors}
    held = set(
        through.objects.filter(organisation__in=sheets).order_by().values_list("organisation_id", "term_id")
    )
    links = []
    for one in work:
        for term in one.cleaned.sectors if one.organisation else ():
            assert one.organisation is not None
            if (one.organisation.pk, term) not in held:
                held.add((one.organisation.pk, term))
                links.append((one, through(organisation_id=one.organisation.pk, term_id=term)))
    create_rows(link for _one, link in links)
    for one, link in links:
        one.outcome.created.append(created(link))


def _say_touched(work: Sequence[Written]) -> None:
    """For the indexes: sheets, the services inside those that changed (they show its name), and people with a new post."""
    for one in work:
        if one.organisation is not None and (one.is_new or one.outcome.changed or one.outcome.created):
            one.outcome.touched[ORGANISATION] = [one.organisation.pk]
    changed_sheets = {one.organisation.pk: one for one in work if one.organisation and one.outcome.changed}
    inside = Organisation.objects.filter(part_of__in=changed_sheets).order_by()
    for service in inside.only("part_of") if changed_sheets else ():
        assert service.part_of_id is not None
        changed_sheets[service.part_of_id].outcome.touched[ORGANISATION].append(service.pk)


def _note(work: Sequence[Written], by: Reader) -> None:
    """One line of history a sheet: what was added, or what changed."""
    written = [one for one in work if one.organisation is not None and (one.is_new or one.outcome.changed)]
    record_all(
        by=by,
        records=[
            Record(
                verb="ajoutée" if one.is_new else "modifiée",
                on=one.organisation,
                audience=history_audience(one.organisation),
                changes=tuple(one.changes),
                note=f"Import, ligne {one.row.number}",
            )
            for one in written
            if one.organisation is not None
        ],
    )
