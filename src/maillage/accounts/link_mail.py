"""The message that carries a renewed link; it goes through Django's mail, hence the outbox."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from maillage.accounts.actions.links import IssuedLink
from maillage.accounts.registries import link_purposes


def send_new_link(issued: IssuedLink) -> None:
    context = {"purpose": link_purposes[issued.link.purpose].title, "url": issued.url}
    EmailMessage(
        subject="Votre nouveau lien personnel",
        body=render_to_string("accounts/mail/new_link.txt", context),
        to=[issued.link.email],
        headers={"X-Maillage-Purpose": "new_link"},
    ).send()
