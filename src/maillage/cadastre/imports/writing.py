"""Writing a batch of offers: each with its session, its place when it is new, its journal; noted so as to be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.cadastre.actions.offers import history_audience
from maillage.cadastre.imports.cleaned import CleanedOffer, clean_offer
from maillage.cadastre.imports.known import Known
from maillage.cadastre.models import Offer, OfferLevel, OfferSession, WeeklySlot
from maillage.core.cleaning.places import CleanedAddress
from maillage.core.folding import fold
from maillage.core.hours import in_words
from maillage.core.readers import Reader
from maillage.exchange.models import ImportRow
from maillage.exchange.registries import RowOutcome
from maillage.exchange.undoing import changed, created
from maillage.journal.actions import Record, record_all
from maillage.network.models import Site
from maillage.network.queries.documents import ORGANISATION
from maillage.records.actions import action, require
from maillage.records.clock import today

Decision = ImportRow.Decision
OFFER = "offer"
FILLED = (
    *("course_type_id", "service_type_id", "free", "price", "registration_ways", "contact"),
    *("phone", "email", "website", "conditions", "text"),
)
"""Attributes that a row may fill or replace on an offer that exists."""


class OfferWriter:
    """Cleans rows outside the transaction, with what is known of operators, places and terms, loaded once."""

    def __init__(self, by: Reader) -> None:
        self._by = by
        self._known = Known(by)
        self._cleaned: dict[int, CleanedOffer] = {}

    def prepare(self, rows: Sequence[ImportRow]) -> None:
        self._cleaned = {row.number: clean_offer(row.values, self._known) for row in rows}

    def write(self, rows: Sequence[ImportRow]) -> list[RowOutcome]:
        return import_offers(by=self._by, rows=[(row, self._cleaned[row.number]) for row in rows])


@action
def import_offers(*, by: Reader, rows: Sequence[tuple[ImportRow, CleanedOffer]]) -> list[RowOutcome]:
    """Writes rows that a person confirmed; one outcome a row, in their order. The centre vouches for what it imports."""
    require(by, "cadastre.import_offers")
    batch = _Batch(by, rows)
    outcomes = [batch.write(row, cleaned) for row, cleaned in rows]
    record_all(by=by, records=batch.lines)
    return outcomes


class _Batch:
    def __init__(self, by: Reader, rows: Sequence[tuple[ImportRow, CleanedOffer]]) -> None:
        self.lines: list[Record] = []
        self._by = by
        self._in_batch: dict[int, Offer] = {}
        self._sites: dict[tuple[int, str], Site] = {}
        self._earlier = _written_before(rows)
        targets = {row.target for row, _cleaned in rows if row.target} | set(self._earlier.values())
        found = Offer.objects.visible_to(by).filter(pk__in=targets).select_related("organisation")
        self._targets = {offer.pk: offer for offer in found}

    def write(self, row: ImportRow, cleaned: CleanedOffer) -> RowOutcome:
        outcome = RowOutcome(row)
        if cleaned.organisation is None or not cleaned.title:
            outcome.message = "L’opérateur ou le titre manque : la ligne n’est pas reprise."
            return outcome
        site = self._site(cleaned, outcome)
        offer = self._offer(row, cleaned, outcome)
        if offer is None:
            return outcome
        outcome.object_id = offer.pk
        self._in_batch[row.number] = offer
        self._session(offer, cleaned, site, outcome)
        outcome.touched[OFFER] = [offer.pk]
        verb = "ajoutée" if row.decision == Decision.CREATE else "complétée"
        note = f"Import, ligne {row.number}"
        self.lines.append(Record(verb, on=offer, audience=history_audience(offer), note=note))
        return outcome

    def _offer(self, row: ImportRow, cleaned: CleanedOffer, outcome: RowOutcome) -> Offer | None:
        if row.decision == Decision.CREATE:
            assert cleaned.organisation is not None
            return self._new(cleaned, cleaned.organisation, outcome)
        if row.decision == Decision.JOIN:
            joined = row.joins or 0
            found = self._in_batch.get(joined) or self._targets.get(self._earlier.get(joined, 0))
            if found is None:
                outcome.message = (
                    f"La ligne {joined}, avec laquelle elle devait être réunie, n’a pas été importée."
                )
            return found
        found = self._targets.get(row.target or 0)
        if found is None:
            outcome.message = "L’offre à compléter n’existe plus."
            return None
        self._fill(found, cleaned, outcome, overwrites=row.decision == Decision.REPLACE)
        return found

    def _new(self, cleaned: CleanedOffer, operator: int, outcome: RowOutcome) -> Offer:
        offer = Offer(
            organisation_id=operator,
            kind=cleaned.kind,
            title=cleaned.title,
            confirmed_on=today(),
            confirmed_by=self._by.label[:200],
            kept_by_centre=True,
            **cleaned.fields,
        )
        offer.save(force_insert=True)
        outcome.created.append(created(offer))
        through: Any = Offer.audiences.through
        links = [through(offer_id=offer.pk, term_id=term) for term in cleaned.audiences]
        through.objects.bulk_create(links)
        levels = [
            OfferLevel(offer=offer, skill=skill, scale=scale, entry_id=entry, exit_id=leaving)
            for skill, scale, entry, leaving in cleaned.levels
        ]
        OfferLevel.objects.bulk_create(levels)
        outcome.created += [created(one) for one in (*links, *levels)]
        return offer

    def _fill(self, offer: Offer, cleaned: CleanedOffer, outcome: RowOutcome, *, overwrites: bool) -> None:
        """Fills what is empty; `REPLACE` also overwrites what the file says otherwise. Empty cells never empty anything."""
        new = {
            name: value
            for name in FILLED
            if (value := cleaned.fields.get(name)) not in (None, "", [])
            and value != getattr(offer, name)
            and (overwrites or getattr(offer, name) in (None, "", []))
        }
        if cleaned.fields.get("free") is True and "free" in new and offer.price and not overwrites:
            del new["free"]
        if not new:
            return
        if new.get("free") is True:
            new["price"] = ""
        before = {name: getattr(offer, name) for name in (*new, "version")}
        for name, value in new.items():
            setattr(offer, name, value)
        offer.version += 1
        offer.save(update_fields=[*(name.removesuffix("_id") for name in new), "version"])
        outcome.changed.append(changed(offer, before))

    def _session(self, offer: Offer, cleaned: CleanedOffer, site: Site | None, outcome: RowOutcome) -> None:
        """Unless the offer has it already: same days, same place, same hours."""
        if not cleaned.says_when:
            return
        place = site.pk if site else cleaned.site
        days = {"first_day": cleaned.first_day, "last_day": cleaned.last_day}
        for held in offer.sessions.filter(site=place, **days).prefetch_related("slots"):
            if in_words([one.slot for one in held.slots.all()]) == in_words(list(cleaned.slots)):
                outcome.message = "Cette session était déjà là."
                return
        session = OfferSession(offer=offer, site_id=place, capacity=cleaned.capacity, **days)
        session.save(force_insert=True)
        slots = [
            WeeklySlot(
                session=session,
                weekday=one.weekday,
                start=one.start,
                end=one.end,
                weeks=list(one.weeks),
                in_holidays=one.in_holidays,
            )
            for one in cleaned.slots
        ]
        WeeklySlot.objects.bulk_create(slots)
        outcome.created += [created(one) for one in (session, *slots)]

    def _site(self, cleaned: CleanedOffer, outcome: RowOutcome) -> Site | None:
        """A new place, once for all the rows that give the same address."""
        address, operator = cleaned.address, cleaned.organisation
        if address is None or operator is None:
            return None
        key = (operator, fold(f"{address.street} {address.postal_code}"))
        if key not in self._sites:
            theirs = Site.objects.as_of().filter(organisation=operator, postal_code=address.postal_code)
            same = next((one for one in theirs if fold(one.street) == fold(address.street)), None)
            self._sites[key] = same or self._new_site(operator, address, outcome)
        return self._sites[key]

    def _new_site(self, operator: int, address: CleanedAddress, outcome: RowOutcome) -> Site:
        site = Site.objects.create(
            organisation_id=operator,
            street=address.street,
            postal_code=address.postal_code,
            locality=address.locality,
            territory_id=address.place.key if address.place else None,
            is_main=not Site.objects.as_of().filter(organisation=operator).exists(),
        )
        outcome.created.append(created(site))
        outcome.touched[ORGANISATION] = [operator]
        return site


def _written_before(rows: Sequence[tuple[ImportRow, CleanedOffer]]) -> dict[int, int]:
    """What earlier rows of the same file, done in earlier batches, became."""
    wanted = {row.joins for row, _cleaned in rows if row.joins} - {row.number for row, _cleaned in rows}
    if not wanted:
        return {}
    done = ImportRow.objects.filter(run_id=rows[0][0].run_id, number__in=wanted, object_id__isnull=False)
    return {number: pk for number, pk in done.values_list("number", "object_id") if pk is not None}
