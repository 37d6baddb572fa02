"""What consultations add to lower rooms: the link that lets one vote, maps made beside the pages, spaces that close."""

from __future__ import annotations

import datetime as dt

from maillage.accounts.registries import LinkPurpose, PersonalData, link_purposes, personal_data
from maillage.concertation.actions.vote_personal import erase_votes, export_votes
from maillage.concertation.map_work import make_maps_once
from maillage.concertation.models import Consultation
from maillage.concertation.rules import VOTE
from maillage.core.readers import PUBLIC
from maillage.network.models import Space
from maillage.network.registries import audience_followers
from maillage.records.work import DurableWork, durable_work
from maillage.ui.registries import PrivacyPurpose, privacy_purposes

LINK_LIFETIME = dt.timedelta(days=60)
VOTES = PrivacyPurpose(
    title="Consulter beaucoup de personnes, phrase par phrase",
    data="votes, secteur si la personne le dit ; sans nom : un numéro, et de quoi ne pas voter deux fois (un cookie, "
    "ou une empreinte pour qui a un compte)",
    basis="mission d’intérêt public ou intérêt légitime (RGPD, articles 6.1.e et 6.1.f)",
    kept="avec la consultation ; chacun retire ses votes quand il veut",
    seen_by="personne vote par vote ; les totaux par qui lit la consultation, jamais sous cinq personnes ; les "
    "organisateurs exportent des votes numérotés",
)


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
    personal_data.add("votes", PersonalData("Votes dans les consultations", export_votes, erase_votes), rank=60)
    privacy_purposes.add("concertation.votes", VOTES, rank=45)
    durable_work.add("opinion_maps", DurableWork("cartes des avis", make_maps_once), rank=70)
    audience_followers.add("consultations", follow_audience)
