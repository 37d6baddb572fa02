"""What a line of the list shows of an offer at a place, as plain values kept beside its entry."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from maillage.cadastre.indexing.situation import Situation
from maillage.cadastre.indexing.terms import Terms
from maillage.cadastre.models import Offer
from maillage.core.hours import Slot, in_words, to_osm
from maillage.core.offers.columns import NO_DAY
from maillage.network.models import Site
from maillage.records.clock import today

SHORT = 220


def line_of(offer: Offer, terms: Terms, site: Site | None, place: str, situation: Situation) -> dict[str, Any]:
    """JSON-ready; days are ISO texts. Nothing is here that the offer's own page does not say to the same readers."""
    when, osm = _hours(tuple(row.slot for session in situation.sessions for row in session.slots.all()))
    of_type = terms.course(offer) or terms.service(offer)
    host = site.organisation if site and site.organisation_id != offer.organisation_id else None
    said = situation.places
    return {
        "uid": offer.uid,
        "address": offer.address,
        "kind": offer.kind,
        "title": offer.title,
        "text": _short(offer.text),
        "type": of_type.name if of_type else "",
        "mode": offer.get_mode_display(),
        "operator": offer.organisation.name,
        "operator_address": offer.organisation.address,
        "host": host.name if host else "",
        "place": place,
        "where": site.one_line if site else "",
        "site": site.name if site else "",
        "levels": [str(level) for level in offer.levels.all()],
        "when": when,
        "opening_hours": osm,
        "next": _iso(situation.next_day),
        "under_way": situation.next_day <= today().toordinal(),
        "entry": next((one.get_entry_display() for one in situation.sessions if one.entry), ""),
        "places": _places(said.state, said.count, said.on) if said else None,
        "languages": [term.name for term in terms.of(offer, "languages")],
        "interpreting": [term.name for term in terms.of(offer, "interpreting")],
        "phone": offer.phone or (site.phone if site else "") or offer.organisation.phone,
        "email": offer.email or offer.organisation.email,
        "free": offer.free,
        "price": offer.price,
        "women_only": offer.women_only,
        "child_care": bool(offer.child_care),
        "wheelchair": bool(offer.wheelchair),
        "confirmed_on": offer.confirmed_on.isoformat() if offer.confirmed_on else "",
        "closed": _closed(situation),
    }


@lru_cache(maxsize=4096)
def _hours(slots: tuple[Slot, ...]) -> tuple[str, str]:
    """In words and for exchange: few hours of the week are nobody else's."""
    return (in_words(slots), to_osm(slots)) if slots else ("", "")


def _places(state: str, count: int | None, on: dt.date) -> dict[str, Any]:
    return {"state": state, "count": count, "on": on.isoformat()}


def _closed(situation: Situation) -> dict[str, str] | None:
    closure = situation.closure
    return {"until": closure.last_day.isoformat(), "message": closure.message} if closure else None


def _iso(ordinal: int) -> str:
    return "" if ordinal == NO_DAY else dt.date.fromordinal(ordinal).isoformat()


def _short(text: str) -> str:
    """The first words, cut at a word."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else plain[:SHORT].rsplit(" ", 1)[0] + "…"
