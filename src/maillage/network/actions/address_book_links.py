"""Writes: asking the organisers of a space for their address books, by a personal link (DESIGN decision 7, row A6)."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings

from maillage.accounts.actions import issue_link, revoke_link
from maillage.accounts.models import Person, SignedLink
from maillage.core.readers import Reader, organises_key, person_key
from maillage.journal.actions import record
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import write_letter
from maillage.network.actions.membership_mail import confinement
from maillage.network.models import Space
from maillage.network.rules.address_book import ADDRESS_BOOK_LINK
from maillage.records.actions import action, require


@action
def ask_for_address_books(*, by: Reader, space: Space, people: Collection[Person]) -> int:
    """A personal link and a mail for each. A restricted space is not named in the mail (M2)."""
    require(by, "network.ask_for_address_books", space)
    for person in people:
        _ask(by, space, person)
    if people:
        note = "1 personne" if len(people) == 1 else f"{len(people)} personnes"
        record(by=by, verb="carnets demandés", on=space, audience=organises_key(space.uid), note=note)
    return len(people)


def _ask(by: Reader, space: Space, person: Person) -> None:
    """The message holds the link: where mail leaves by itself, only the person it is for reads it in « Courrier »."""
    issued = issue_link(
        by=by,
        purpose=ADDRESS_BOOK_LINK,
        subject=space,
        person=person,
        email=person.email,
        label=person.full_name,
    )
    context = {
        "name": person.given_name or person.family_name,
        "space": space.name if space.is_public else "",
        "url": issued.url,
        "who": by.label,
    }
    queue_message(
        by=by,
        to=person.email,
        to_name=person.full_name,
        reply_to=space.contact_email,
        letter=write_letter("network/mail/address_book", context),
        purpose="address_book",
        key=f"address_book:{issued.link.uid}",
        about=space,
        confined_to=confinement(space.audience),
        audience=person_key(person.uid) if settings.MAIL_SERVER else "",
    )


@action
def close_address_book_link(*, by: Reader, space: Space, link: SignedLink) -> SignedLink:
    """The link opens nothing any more; what came by it stays its owner's."""
    require(by, "network.ask_for_address_books", space)
    return revoke_link(by=by, link=link)
