"""What this room holds about a person: what they asked to be told, what they announced, whom they told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from maillage.accounts.models import ERASED, Person
from maillage.chronicle.models import Digest, NewsItem, Subscriber, Subscription, WatchNoteCopy, WatchNoteTold
from maillage.chronicle.queries.alerts import addresses_of, subscribers_of, words_of
from maillage.mailing.models import Message

UNCONFIRMED_KEPT = dt.timedelta(days=7)
DIGESTS_KEPT = dt.timedelta(days=60)


def held_about(person: Person) -> dict[str, Any]:
    """What `accounts.personal_data` exports."""
    wished = Subscription.objects.filter(subscriber__in=Subscriber.objects.filter(subscribers_of(person)))
    posted = NewsItem.objects.filter(posted_by=person).order_by("pk")
    told = WatchNoteTold.objects.filter(by_person=person).select_related("note", "space").order_by("pk")
    return {
        "vos avis": [
            {
                "de quoi": words_of(one),
                "rythme": one.subscriber.get_rhythm_display(),
                "demandé le": one.created_at,
                "confirmé le": one.confirmed_at,
            }
            for one in wished.select_related("subscriber").order_by("pk")
        ],
        "nouvelles que vous avez publiées": [
            {"titre": item.title, "contact": item.contact, "publiée le": item.posted_at} for item in posted
        ],
        "notes que vous avez dites": [
            {"note": one.note.title, "à": one.space.name, "le": one.on, "un mot": one.word} for one in told
        ],
    }


def erase(person: Person) -> None:
    """Subscriptions go with the address; news stay, without the name or the address of who is erased."""
    Subscriber.objects.filter(subscribers_of(person)).delete()
    WatchNoteCopy.objects.filter(person=person).delete()
    WatchNoteTold.objects.filter(by_person=person).update(by=ERASED, reply_to="")
    mentioned = NewsItem.objects.filter(contact__gt="").order_by("pk")
    for item in mentioned.only("contact", "posted_by_id"):
        if _names(item, person):
            NewsItem.objects.filter(pk=item.pk).update(contact="")
    NewsItem.objects.filter(posted_by=person).update(posted_by=None)


def _names(item: NewsItem, person: Person) -> bool:
    """By name or address; by telephone where they wrote it themselves, since colleagues share a number."""
    signs = addresses_of(person) | {person.full_name}
    if item.posted_by_id == person.pk:
        signs.add(person.phone)
    return any(sign.lower() in item.contact.lower() for sign in signs if sign)


def forget_unconfirmed(moment: dt.datetime) -> int:
    """An address that nobody confirmed in seven days, and what was asked for it."""
    limit = moment - UNCONFIRMED_KEPT
    asked = Subscription.objects.filter(confirmed_at__isnull=True, created_at__lt=limit)
    gone = asked.delete()[0]
    empty = Subscriber.objects.filter(person__isnull=True, subscriptions__isnull=True, created_at__lt=limit)
    empty.delete()
    return gone


def forget_digests(moment: dt.datetime) -> int:
    """What was written and left two months ago; `heard_until` alone says what was told."""
    limit = moment - DIGESTS_KEPT
    Message.objects.filter(
        purpose__in=("digest", "alerts_confirm", "alerts_manage"), created_at__lt=limit
    ).delete()
    return Digest.objects.filter(written_at__lt=limit).delete()[0]
