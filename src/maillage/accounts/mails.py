"""What this room writes to people; it goes through Django's mail, hence the outbox (`mailing` stands above)."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from maillage.accounts.models import Person, SignedLink
from maillage.accounts.registries import link_purposes


def send_new_link(link: SignedLink, url: str) -> None:
    """The message that carries a renewed link, to the address that received the first."""
    context = {"purpose": link_purposes[link.purpose].title, "url": url}
    EmailMessage(
        subject="Votre nouveau lien personnel",
        body=render_to_string("accounts/mail/new_link.txt", context),
        to=[link.email],
        headers={"X-Maillage-Purpose": "new_link"},
    ).send()


def tell_former_address(person: Person, *, former: str, who: str) -> None:
    """Someone else changed the address where a person logs in from: the former one hears of it."""
    context = {"name": person.full_name, "who": who}
    EmailMessage(
        subject="Votre adresse dans l’annuaire du réseau a changé",
        body=render_to_string("accounts/mail/address_changed.txt", context),
        to=[former],
        headers={"X-Maillage-Purpose": "address_changed"},
    ).send()
