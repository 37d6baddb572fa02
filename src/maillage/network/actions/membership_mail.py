"""The messages that requests and answers send; a restricted space is not named in them (M2)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from maillage.accounts.actions import issue_link
from maillage.core.readers import PUBLIC, Reader, organises_key
from maillage.mailing.actions import confine_messages, queue_message
from maillage.mailing.letters import write_letter
from maillage.network.models import Membership, Space
from maillage.network.rules.spaces import INVITATION_LINK

FOLLOWED = {
    Membership.Status.MEMBER: "network/mail/welcomed",
    Membership.Status.OCCASIONAL: "network/mail/welcomed",
    Membership.Status.DECLINED: "network/mail/declined",
}


def confinement(audience: str) -> str:
    """The key that readers of a message about a space need: none when the space is open to all."""
    return "" if audience == PUBLIC else audience


def follow_audience(space: Space, old: str, new: str) -> None:
    """The messages about a space, its members and its requests open and close with it (M2)."""
    del old
    key = confinement(new)
    confine_messages(about_type="network.space", about_ids=[space.pk], to=key)
    confine_messages(about_type="network.membership", about_ids=space.memberships.values("pk"), to=key)


def mail_request(membership: Membership) -> None:
    """Tells the space's own address, or a host's, that somebody asks; without an address « Mes suivis » does."""
    space = membership.space
    to = space.contact_email or _host_email(space)
    if not to:
        return
    letter = write_letter("network/mail/asked", _context(space) | {"who": membership.label})
    queue_message(
        by=Reader(),
        to=to,
        letter=letter,
        purpose="membership_request",
        key=f"membership:{membership.uid}:asked",
        about=membership,
        confined_to=confinement(space.audience),
        audience=space.key,
    )


def mail_answer(membership: Membership, by: Reader) -> None:
    """The answer with its word, to whoever asked."""
    to, name = _asker(membership)
    if not to:
        return
    space = membership.space
    context = _context(space) | {"name": name, "word": membership.answer, "who": by.label}
    letter = write_letter(FOLLOWED[Membership.Status(membership.status)], context)
    queue_message(
        by=by,
        to=to,
        to_name=name,
        reply_to=space.contact_email,
        letter=letter,
        purpose="membership_answer",
        key=f"membership:{membership.uid}:answered",
        about=membership,
        confined_to=confinement(space.audience),
        audience=space.key,
    )


def mail_invitation(membership: Membership, by: Reader, *, to: str = "") -> bool:
    """A personal link whose page has two buttons; False when there is no address to write to.

    `to`: the address of a known contact, instead of the organisation's own.
    """
    to = to or invitation_address(membership)
    if not to:
        return False
    space = membership.space
    issued = issue_link(by=by, purpose=INVITATION_LINK, subject=membership, email=to, label=membership.label)
    context = {
        "invited": membership.label,
        "space": space.name if space.is_public else "",
        "url": issued.url,
        "who": by.label,
    }
    queue_message(
        by=by,
        to=to,
        to_name=membership.label,
        reply_to=space.contact_email,
        letter=write_letter("network/mail/invited", context),
        purpose="invitation",
        key=f"membership:{membership.uid}:invited",
        about=membership,
        confined_to=confinement(space.audience),
        audience=organises_key(space.uid) if by.has(organises_key(space.uid)) else "",
    )
    return True


def invitation_address(membership: Membership) -> str:
    """Where an invitation is sent: the organisation's own address, or the professional's."""
    if membership.organisation is not None:
        return membership.organisation.email
    return membership.person.email if membership.person is not None else ""


def _host_email(space: Space) -> str:
    hosts = space.hosts.filter(valid_to__isnull=True).exclude(organisation__email="")
    return next(iter(hosts.order_by("pk").values_list("organisation__email", flat=True)), "")


def _asker(membership: Membership) -> tuple[str, str]:
    if membership.applicant_email:
        return membership.applicant_email, membership.applicant_name
    person = membership.person
    if person is not None and person.email:
        return person.email, person.full_name
    organisation = membership.organisation
    return (organisation.email, organisation.name) if organisation is not None else ("", "")


def _context(space: Space) -> dict[str, str]:
    return {
        "space": space.name if space.is_public else "un espace réservé",
        "url": settings.SITE_URL
        + reverse("network:space", args=[space.address if space.is_public else space.uid]),
    }
