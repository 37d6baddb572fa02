"""Who may write: spaces. Organisers have equal rights, hosts, leads, co-leads and bureau alike (B7, B18)."""

from __future__ import annotations

import rules

from maillage.core.readers import (
    ADMINISTRATORS,
    COORDINATORS,
    Reader,
    coordinates_key,
    link_key,
    organises_key,
    works_key,
)
from maillage.network.models import ExternalSeat, Membership, Space

INVITATION_LINK = "answer_invitation"


def _sees(reader: Reader, space: Space) -> bool:
    return space.audience in reader.keys


def coordinates(reader: Reader, _on: object = None) -> bool:
    return reader.has(COORDINATORS, ADMINISTRATORS)


def organises(reader: Reader, space: Space) -> bool:
    """Organisers; who administers too, unless the space is restricted and not theirs to see."""
    return reader.has(organises_key(space.uid)) or (reader.has(ADMINISTRATORS) and _sees(reader, space))


def may_ask(reader: Reader, space: Space) -> bool:
    """Anyone who sees the space, while it is not closed."""
    return _sees(reader, space) and space.status != Space.Status.CLOSED


def speaks_for(reader: Reader, membership: Membership) -> bool:
    """Organisers, and those who work for the member: they answer an invitation, name a titulaire, leave."""
    if organises(reader, membership.space):
        return True
    if membership.organisation is not None:
        return reader.has(works_key(membership.organisation.uid))
    return membership.person is not None and bool(reader.uid) and membership.person.uid == reader.uid


def may_answer_invitation(reader: Reader, membership: Membership) -> bool:
    """Also who came by the link of the invitation: it answers, and opens nothing else."""
    return reader.has(link_key(INVITATION_LINK, membership.uid)) or speaks_for(reader, membership)


def reports_for(reader: Reader, seat: ExternalSeat) -> bool:
    uid = seat.organisation.uid
    return reader.has(ADMINISTRATORS, works_key(uid), coordinates_key(uid))


rules.add_rule("network.create_space", coordinates)
rules.add_rule("network.organise_space", organises)
rules.add_rule("network.ask_to_join", may_ask)
rules.add_rule("network.speak_for_member", speaks_for)
rules.add_rule("network.answer_invitation", may_answer_invitation)
rules.add_rule("network.edit_competence", coordinates)
rules.add_rule("network.create_seat", coordinates)
rules.add_rule("network.report_back", reports_for)
