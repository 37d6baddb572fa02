"""Offers and sessions for tests: every factory calls the action of the field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tests.network.factories import make_organisation

from maillage.cadastre.actions.offers import LevelSaid, TextSaid, register_offer
from maillage.cadastre.actions.sessions import add_session
from maillage.cadastre.models import Offer, OfferSession
from maillage.core.hours import read_hours
from maillage.core.readers import SYSTEM, Reader
from maillage.network.models import Organisation


def make_offer(
    title: str = "Français pour débutants",
    *,
    by: Reader = SYSTEM,
    organisation: Organisation | None = None,
    kind: str = Offer.Kind.TRAINING,
    levels: Sequence[LevelSaid] = (),
    texts: Sequence[TextSaid] = (),
    **fields: Any,
) -> Offer:
    """`make_offer("Atelier", organisation=lire, free=True)`."""
    return register_offer(
        by=by,
        organisation=organisation or make_organisation(),
        fields={"kind": kind, "title": title, **fields},  # type: ignore[typeddict-item]
        levels=levels,
        texts=texts,
    )


def make_session(offer: Offer, hours: str = "", *, by: Reader = SYSTEM, **fields: Any) -> OfferSession:
    """`make_session(offer, "lundi 9h-12h", first_day=…, capacity=12)`; without days it goes on all year."""
    return add_session(by=by, offer=offer, fields=fields, slots=read_hours(hours))  # type: ignore[arg-type]


def days_from(start: dt.date, weeks: int) -> dict[str, dt.date]:
    """First and last day of a session of that many weeks."""
    return {"first_day": start, "last_day": start + dt.timedelta(weeks=weeks)}
