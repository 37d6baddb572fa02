"""Writes: telling organisations whose people ask for a course that there is a session (row J10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from maillage.cadastre.models import Offer
from maillage.cadastre.queries.awaiting import PURPOSE, Awaiting, awaiting
from maillage.core.hours import in_words
from maillage.core.readers import COORDINATORS, Reader
from maillage.journal.actions import record
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import Letter, write_letter
from maillage.network.models import Organisation
from maillage.records.actions import action, require
from maillage.records.clock import today

LETTER = "cadastre/proposals/propose"


@action
def propose_session(
    *,
    by: Reader,
    offer: Offer,
    organisations: Collection[Organisation],
    word: str = "",
    uid: str,
    day: dt.date | None = None,
) -> int:
    """Writes to each of these organisations about its own lists; returns how many. `uid` comes from the form: a double
    submission writes once. Raises `ValidationError` when one of them is not waiting or has no address.
    """
    require(by, "cadastre.propose_session", offer)
    on = day or today()
    waiting = {one.organisation.pk: one for one in awaiting(offer, on) if one.organisation.email}
    if not organisations:
        raise ValidationError({"organisations": "Choisissez au moins une organisation."})
    if any(one.pk not in waiting for one in organisations):
        raise ValidationError(
            {"organisations": "L’une de ces organisations n’attend plus cette offre : relisez la liste."}
        )
    for one in organisations:
        queue_message(
            by=by,
            to=one.email,
            to_name=one.name,
            reply_to=offer.email or offer.organisation.email,
            letter=_letter(by, offer, waiting[one.pk], word, on),
            purpose=PURPOSE,
            key=f"{PURPOSE}:{uid}:{one.uid}",
            about=offer,
            audience=COORDINATORS,
        )
    names = ", ".join(sorted(one.name for one in organisations))
    record(by=by, verb="proposée à qui l’attend", on=offer, audience=COORDINATORS, note=names[:500])
    return len(organisations)


def _letter(by: Reader, offer: Offer, waiting: Awaiting, word: str, day: dt.date) -> Letter:
    sessions = [
        (one, in_words([row.slot for row in one.slots.all()]))
        for one in offer.sessions.select_related("site").prefetch_related("slots")
        if not one.is_over(day)
    ]
    context = {
        "offer": offer,
        "sessions": sessions,
        "waiting": waiting,
        "word": word,
        "url": settings.SITE_URL + reverse("cadastre:offer", args=[offer.address]),
        "who": by.label,
    }
    return write_letter(LETTER, context)
