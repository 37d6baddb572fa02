"""Writes: « Où en est-on ? » asked and answered; « Vous aviez dit… voici ce qui a suivi » told to who had said it."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from maillage.accounts.actions import issue_link
from maillage.accounts.models import Person
from maillage.concertation.actions.acting import move_action
from maillage.concertation.models import Action, Carrier, Progress
from maillage.concertation.queries.leads import lead_about
from maillage.concertation.queries.telling import Voice, voices_behind
from maillage.concertation.rules import NEWS_LINK
from maillage.core.readers import Reader, organises_key
from maillage.journal.actions import record
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import Letter, write_letter
from maillage.network.models import Organisation, Space
from maillage.records.actions import action, require
from maillage.records.clock import today
from maillage.thread.actions.items import move_item

ASK, TELL = "action_news", "told_back"
"""Purposes of the messages."""


@action
def ask_for_news(*, by: Reader, act: Action, uid: str) -> int:
    """Writes to each organisation that carries it, with a personal link; returns how many. `uid`: of the form."""
    require(by, "concertation.organise_cycle", act.cycle)
    asked = 0
    for carrier in act.carriers.filter(valid_to__isnull=True).select_related("organisation", "person"):
        person = _still_there(carrier)
        email = person.email if person else _address_of(carrier.organisation, act.cycle.space)
        if not email:
            continue
        link = issue_link(
            by=by,
            purpose=NEWS_LINK,
            subject=act,
            label=carrier.organisation.name,
            person=person,
            email=email,
        )
        letter = write_letter(
            "concertation/mail/ask",
            {"act": act, "organisation": carrier.organisation, "url": link.url, "who": by.label},
        )
        queue_message(
            by=by,
            to=email,
            to_name=carrier.organisation.name,
            letter=letter,
            purpose=ASK,
            key=f"{ASK}:{uid}:{carrier.organisation.uid}",
            about=act,
            audience=organises_key(act.cycle.space.uid),
            confined_to=_confined(act.cycle.space),
        )
        asked += 1
    if not asked:
        raise ValidationError("Aucune des organisations qui la portent n’a d’adresse e-mail.")
    record(by=by, verb="nouvelles demandées", on=act, audience=act.item.audience)
    return asked


def _still_there(carrier: Carrier) -> Person | None:
    """Who answers for the action in the organisation, while working there, and if an address is known."""
    person = carrier.person
    if person is None or not person.email:
        return None
    held = person.posts.as_of(today()).filter(organisation=carrier.organisation)
    return person if held.exists() else None


def _address_of(organisation: Organisation, space: Space) -> str:
    """Of the organisation; about a restricted space, of who leads it."""
    if space.is_public:
        return organisation.email
    lead = lead_about(organisation, space)
    return lead.email if lead else ""


def _confined(space: Space) -> str:
    return "" if space.is_public else space.key


@action
def tell_news(*, by: Reader, act: Action, text: str, verb: str = "") -> Progress:
    """Where the action stands, in words; with `verb`, its state moves too. By who carries it, or by the personal link."""
    require(by, "concertation.tell_news", act)
    text = " ".join(text.split())
    if not text:
        raise ValidationError({"text": "Dites en une phrase où en est l’action."})
    if verb:
        move_action(by=by, act=act, verb=verb, reason=text[:300])
    author = Person.objects.filter(uid=by.uid).first() if by.uid else None
    made = Progress(action=act, text=text, told_by=by.label[:200], author=author)
    made.clean_fields()
    made.save()
    act.told_on = today()
    act.save(update_fields=["told_on"])
    move_item(act.item, {})
    record(by=by, verb="donne des nouvelles", on=act, audience=act.item.audience)
    return made


@action
def tell_back(*, by: Reader, act: Action, voices: Collection[str], word: str, uid: str) -> int:
    """« Vous aviez dit… voici ce qui a suivi » to each chosen voice (its address); returns how many letters."""
    require(by, "concertation.organise_cycle", act.cycle)
    known = {one.email: one for one in voices_behind(act, by)}
    chosen = [known[email] for email in voices if email in known]
    if not chosen:
        raise ValidationError({"voices": "Choisissez au moins une personne ou une organisation à prévenir."})
    for voice in chosen:
        queue_message(
            by=by,
            to=voice.email,
            to_name=voice.name,
            letter=_back(by, act, voice, word),
            purpose=TELL,
            key=f"{TELL}:{uid}:{voice.email}",
            about=act,
            audience=organises_key(act.cycle.space.uid),
            confined_to=_confined(act.cycle.space),
        )
    record(by=by, verb="suite racontée", on=act, audience=act.item.audience)
    return len(chosen)


def _back(by: Reader, act: Action, voice: Voice, word: str) -> Letter:
    context = {
        "act": act,
        "said": voice.said,
        "outcomes": [one.text for one in act.outcomes.order_by("seen_on", "pk")],
        "word": word,
        "url": settings.SITE_URL + reverse("concertation:act", args=[act.address]),
        "who": by.label,
    }
    return write_letter("concertation/mail/back", context)
