"""What consultations add to lower rooms: the link that lets one vote, maps made beside the pages, spaces that close."""

from __future__ import annotations

import datetime as dt

from maillage.accounts.registries import LinkPurpose, link_purposes
from maillage.concertation.map_work import make_maps_once
from maillage.concertation.models import Consultation
from maillage.concertation.rules import VOTE
from maillage.core.readers import PUBLIC
from maillage.network.models import Space
from maillage.network.registries import audience_followers
from maillage.records.work import DurableWork, durable_work

LINK_LIFETIME = dt.timedelta(days=60)


def follow_audience(space: Space, old: str, new: str) -> None:
    """Those of a space that becomes restricted are for its members; one that opens leaves it to its organisers."""
    del old
    if new == PUBLIC:
        return
    mine = Consultation.objects.filter(space=space)
    mine.filter(entry=Consultation.Entry.OPEN).update(entry=Consultation.Entry.MEMBERS, audience=space.key)
    mine.exclude(audience=space.key).update(audience=space.key)


def register() -> None:
    link_purposes.add(
        VOTE, LinkPurpose("répondre à une consultation", "concertation:voting", LINK_LIFETIME, renewable=False)
    )
    durable_work.add("opinion_maps", DurableWork("cartes des avis", make_maps_once), rank=70)
    audience_followers.add("consultations", follow_audience)
