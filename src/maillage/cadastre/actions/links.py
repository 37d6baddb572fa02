"""Writes: sending an operator the personal link by which it keeps its offers without an account, taking it back."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from maillage.accounts.actions import issue_link, revoke_links_of
from maillage.accounts.actions.links import IssuedLink
from maillage.cadastre.models.offers import KEEP_OFFERS_LINK
from maillage.core.readers import COORDINATORS, Reader
from maillage.journal.actions import record
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import write_letter
from maillage.mailing.models import Message
from maillage.network.models import Organisation
from maillage.records.actions import action, require
from maillage.records.identity import new_uid

LETTER = "cadastre/links/keep"
PURPOSE = "keep_offers"


@action
def send_keep_link(
    *, by: Reader, organisation: Organisation, email: str, word: str = "", uid: str = ""
) -> Message:
    """Puts the link in the outbox, to one address. `uid` comes from the form: a double submission sends one letter."""
    require(by, "cadastre.send_link", organisation)
    if not email.strip():
        raise ValidationError({"email": "À quelle adresse l’envoyer ?"})
    key = f"{PURPOSE}:{uid or new_uid()}"
    if sent := Message.objects.filter(key=key).first():
        return sent
    issued = issue_keep_link(by=by, organisation=organisation, email=email)
    letter = write_letter(
        LETTER, {"organisation": organisation, "word": word, "url": issued.url, "who": by.label}
    )
    record(by=by, verb="lien envoyé pour tenir ses offres", on=organisation, audience=COORDINATORS)
    return queue_message(
        by=by,
        to=email,
        to_name=organisation.name,
        letter=letter,
        purpose=PURPOSE,
        key=key,
        about=organisation,
        audience=COORDINATORS,
    )


@action
def issue_keep_link(*, by: Reader, organisation: Organisation, email: str) -> IssuedLink:
    """The link alone, for a letter that says more (campaigns). The caller has checked that `by` may do this."""
    return issue_link(
        by=by, purpose=KEEP_OFFERS_LINK, subject=organisation, label=organisation.name, email=email
    )


@action
def withdraw_keep_links(*, by: Reader, organisation: Organisation) -> int:
    """Closes every link that this operator was sent, the browsers that opened one included; returns how many."""
    require(by, "cadastre.send_link", organisation)
    count = revoke_links_of(by=by, subject=organisation, purpose=KEEP_OFFERS_LINK)
    if count:
        record(by=by, verb="liens retirés pour tenir ses offres", on=organisation, audience=COORDINATORS)
    return count
