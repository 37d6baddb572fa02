"""From offers to entries: by which keys each is found at each place, how it is sorted, what its line shows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch

from maillage.cadastre.indexing.levels import entering, scales_in_order, with_enough_french
from maillage.cadastre.indexing.line import line_of
from maillage.cadastre.indexing.places import Ground, Grounds
from maillage.cadastre.indexing.situation import UNKNOWN, Situation, due_on, is_hidden, situation_of
from maillage.cadastre.indexing.terms import RELATIONS, Terms
from maillage.cadastre.models import Offer, OfferSession, Places
from maillage.core.analysis import index_tokens, surface, words_of
from maillage.core.hours import strip_of
from maillage.core.offers import Record
from maillage.core.offers.keys import ALL, Family, cells_of, key
from maillage.core.readers import PUBLIC
from maillage.network.models import Site
from maillage.network.queries.sites import seats_of
from maillage.records.clock import today
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term

MAX_TOKENS = 1_500
FLAGS = ("women_only", "cpas_income", "forem_registration", "child_care", "wheelchair", "in_pathway", "free")
PERMANENT, ONLINE = "permanent", "online"


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer at a place; `site_id` is None when nobody said where."""

    offer_id: int
    site_id: int | None
    keys: frozenset[str]
    record: Record
    shown: dict[str, Any]
    due_on: dt.date | None


def entries_of(ids: Sequence[int], day: dt.date | None = None) -> list[Entry]:
    """The entries of these offers on that day (today when None); hidden ones have none. A constant number of queries."""
    on = day or today()
    offers = [offer for offer in _offers(ids) if not is_hidden(offer, on)]
    seats = seats_of({offer.organisation_id for offer in offers})
    at = {offer.pk: _sessions_by_site(offer, seats, on) for offer in offers}
    sites = [site for places in at.values() for site in places if site is not None]
    grounds = Grounds({site.territory_id for site in sites if site.territory_id})
    scales = scales_in_order(
        {Code.LEVEL_CEFR, *(level.scale for offer in offers for level in offer.levels.all())}
    )
    terms = Terms(offers)
    notations = dict(Term.objects.filter(scheme__code__in=scales).values_list("pk", "notation"))
    found = []
    for offer in offers:
        common = _common_keys(offer, terms, scales, notations)
        for site, sessions in at[offer.pk].items():
            ground = grounds[site.territory_id if site else None]
            situation = situation_of(offer, sessions, on)
            keys = common | _keys_here(site, ground, situation)
            record = Record(
                territory=(site.territory_id or 0) if site else 0,
                standing=situation.standing,
                next_day=situation.next_day,
                offer=offer.pk,
            )
            shown = line_of(offer, terms, site, ground.label, situation)
            found.append(Entry(offer.pk, site.pk if site else None, keys, record, shown, due_on(offer, on)))
    return found


def _offers(ids: Sequence[int]) -> list[Offer]:
    statements = Prefetch("places", Places.objects.order_by("-on", "-pk"))
    sessions = OfferSession.objects.prefetch_related("site__organisation", "slots", statements)
    return list(
        Offer.objects.filter(pk__in=ids)
        .prefetch_related("organisation", "texts", "levels", "closures", Prefetch("sessions", sessions))
        .order_by("pk")
    )


def _sessions_by_site(
    offer: Offer, seats: dict[int, Site], day: dt.date
) -> dict[Site | None, list[OfferSession]]:
    """Sessions to come or under way at each place; an offer whose sessions are all over stays found where it was."""
    sessions = list(offer.sessions.all())
    current = [one for one in sessions if not one.is_over(day)] or sessions[-1:]
    seat = seats.get(offer.organisation_id)
    found: dict[Site | None, list[OfferSession]] = defaultdict(list)
    for session in current:
        found[session.site or seat].append(session)
    return found or {seat: []}


def _common_keys(
    offer: Offer, terms: Terms, scales: dict[str, list[int]], notations: dict[int, str]
) -> frozenset[str]:
    return frozenset(_says(offer, terms, scales, notations)) | frozenset(_words(offer, terms))


def _says(offer: Offer, terms: Terms, scales: dict[str, list[int]], notations: dict[int, str]) -> Iterator[str]:
    yield ALL
    sheet = offer.organisation.audience
    yield key(Family.AUDIENCE_KEY, offer.audience if sheet == PUBLIC else sheet)
    yield key(Family.KIND, offer.kind)
    yield key(Family.OPERATOR, offer.organisation.uid)
    for family, kind in ((Family.COURSE, terms.course(offer)), (Family.SERVICE, terms.service(offer))):
        if kind is not None:
            yield key(family, kind.notation)
    if offer.mode:
        yield key(Family.MODE, offer.mode)
    for family, relation in ((Family.THEME, "themes"), (Family.AUDIENCE, "audiences")):
        for term in terms.with_broader(offer, relation):
            yield key(family, term.notation)
    for spoken in terms.of(offer, "languages") + terms.of(offer, "interpreting"):
        yield key(Family.LANGUAGE, spoken.notation)
    for level in offer.levels.all():
        family = Family.ORAL if level.skill == level.Skill.ORAL else Family.WRITTEN
        for pk in entering(level, scales):
            yield key(family, notations[pk])
    for pk in with_enough_french(offer, scales[Code.LEVEL_CEFR]):
        yield key(Family.FRENCH, notations[pk])
    for flag in FLAGS:
        if getattr(offer, flag):
            yield key(Family.FLAG, flag)


def _keys_here(site: Site | None, ground: Ground, situation: Situation) -> frozenset[str]:
    found = {key(Family.INSIDE, pk) for pk in ground.wholes}
    if site is not None and site.territory_id:
        found.add(key(Family.AT, site.territory_id))
    places = situation.places
    found.add(key(Family.PLACES, places.state if places is not None and places.fresh else UNKNOWN))
    slots = [row.slot for session in situation.sessions for row in session.slots.all()]
    found |= {key(Family.CELL, cell) for cell in cells_of(strip_of(slots))}
    if any(one.entry == OfferSession.Entry.PERMANENT for one in situation.sessions):
        found.add(key(Family.FLAG, PERMANENT))
    if any(one.online for one in situation.sessions):
        found.add(key(Family.FLAG, ONLINE))
    words = [_tokens(name, language) for language, name in ground.names]
    if site is not None:
        words += [_tokens(text, "fr") for text in (site.name, site.locality, site.organisation.name) if text]
    tokens = {token for some in words for token in some} | set(ground.postal_codes)
    return frozenset(found | {key(Family.WORD, token) for token in tokens})


def _words(offer: Offer, terms: Terms) -> Iterator[str]:
    organisation = offer.organisation
    titles = [("fr", offer.title), *((text.language, text.title) for text in offer.texts.all())]
    for language, title in titles:
        for token in _tokens(title, language):
            yield key(Family.WORD, token)
            yield key(Family.TITLE_WORD, token)
    named = [organisation.name, organisation.short_name]
    named += [kind.name for kind in (terms.course(offer), terms.service(offer)) if kind is not None]
    named += [term.name for relation in RELATIONS for term in terms.of(offer, relation)]
    for name in filter(None, named):
        for token in _tokens(name, "fr"):
            yield key(Family.WORD, token)
    bodies = [("fr", f"{offer.text} {offer.conditions} {offer.bus_stop}")]
    bodies += [(text.language, text.text) for text in offer.texts.all()]
    for language, body in bodies:
        for token in dict.fromkeys(index_tokens(body, language)[:MAX_TOKENS]):
            yield key(Family.WORD, token)


@lru_cache(maxsize=16_384)
def _tokens(text: str, language: str) -> tuple[str, ...]:
    """Tokens of a name; the whole of a name in another script too, since it has no stems."""
    found = dict.fromkeys(index_tokens(text, language))
    return tuple(found) or tuple(surface(word.spelled) for word in words_of(text))
