"""Writes: someone asks to be told, changes what they are told of, pauses, stops (row C9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.chronicle.models import Subscriber, Subscription
from maillage.chronicle.models.subscriptions import digest_of_params
from maillage.chronicle.queries.alerts import addresses_of
from maillage.core.readers import ADMINISTRATORS, Reader, person_key
from maillage.journal.actions import record
from maillage.records.actions import NotAllowed, action, require
from maillage.records.clock import now

LOOK_BACK = dt.timedelta(days=7)
"""The first digest also tells what was posted in the week before."""
MOST = 30


@dataclass(frozen=True, slots=True)
class Wish:
    """A source of the registry, with its parameters."""

    source: str
    params: Mapping[str, Any]


def audience_of(subscriber: Subscriber) -> str:
    """Who reads in the journal that somebody subscribed: themselves; the administrators for a bare address."""
    return person_key(subscriber.person.uid) if subscriber.person else ADMINISTRATORS


@action
def subscribe(*, by: Reader, person: Person, wishes: Sequence[Wish], rhythm: str) -> Subscriber:
    """« M’avertir », for someone who is logged in: it counts at once.

    What the same person asked by e-mail alone becomes theirs: one digest, not two.
    """
    if not by.has(person_key(person.uid)):
        raise NotAllowed
    subscriber = _of_person(person)
    if subscriber.rhythm != rhythm:
        _keep_rhythm(subscriber, rhythm)
    for one in wishes:
        _add(subscriber, one, confirmed=True)
    record(by=by, verb="demandés", on=subscriber, audience=audience_of(subscriber))
    return subscriber


def _of_person(person: Person) -> Subscriber:
    moment = now()
    subscriber, is_new = Subscriber.objects.get_or_create(
        person=person, defaults={"confirmed_at": moment, "heard_until": moment - LOOK_BACK}
    )
    if is_new:
        for other in Subscriber.objects.filter(email__in=addresses_of(person), confirmed_at__isnull=False):
            subscriber.heard_until = max(subscriber.heard_until, other.heard_until)
            subscriber.save(update_fields=["heard_until"])
            move_wishes(other, subscriber)
    return subscriber


def move_wishes(former: Subscriber, home: Subscriber) -> None:
    """All that was asked by one address, confirmed or not, goes on at the other, which has heard what it has heard."""
    known = set(home.subscriptions.values_list("source", "params_digest"))
    for one in former.subscriptions.order_by("pk"):
        if (one.source, one.params_digest) not in known:
            Subscription.objects.filter(pk=one.pk).update(subscriber=home)
    former.delete()


def _add(
    subscriber: Subscriber, wish: Wish, *, confirmed: bool, asked_in: str = "", rhythm: str = ""
) -> Subscription:
    """The same wish twice is one; asked for again, an unconfirmed one waits again from now."""
    if subscriber.subscriptions.count() >= MOST:
        raise ValidationError(f"{MOST} avis au plus : retirez-en un d’abord, ou élargissez-en un.")
    params = dict(wish.params)
    one, is_new = Subscription.objects.get_or_create(
        subscriber=subscriber,
        source=wish.source,
        params_digest=digest_of_params(params),
        defaults={
            "params": params,
            "asked_in": asked_in,
            "rhythm": rhythm,
            "confirmed_at": now() if confirmed else None,
        },
    )
    if not is_new and one.confirmed_at is None:
        one.confirmed_at = now() if confirmed else None
        one.asked_in, one.rhythm, one.created_at = asked_in, rhythm, now()
        one.save(update_fields=["confirmed_at", "asked_in", "rhythm", "created_at"])
    return one


@action
def ask_by_email(
    *, by: Reader, uid: str, email: str, wishes: Sequence[Wish], rhythm: str
) -> list[Subscription]:
    """« M’avertir », for an address whose owner has to confirm first: what waits for it; empty when nothing is new.

    `uid`: of the form, sent twice it asks once. The caller sends the letter (`alert_letters`), whatever comes back.
    """
    address = email.strip().lower()
    subscriber, _is_new = Subscriber.objects.get_or_create(email=address, person=None)
    for one in wishes:
        _add(subscriber, one, confirmed=False, asked_in=uid, rhythm=rhythm)
    record(by=by, verb="demandés", on=subscriber, audience=audience_of(subscriber))
    waiting = subscriber.subscriptions.filter(asked_in=uid, confirmed_at__isnull=True)
    return list(waiting.select_related("subscriber").order_by("pk"))


@action
def confirm_alerts(*, by: Reader, subscription: Subscription) -> Subscriber:
    """The owner of the address confirms what one form asked; who has an account finds it there."""
    require(by, "chronicle.confirm_alerts", subscription)
    subscriber, moment = subscription.subscriber, now()
    if subscription.confirmed_at is not None:
        return subscriber
    if subscriber.confirmed_at is None and subscriber.person is None:
        subscriber.confirmed_at = subscriber.awake_since = moment
        subscriber.heard_until = moment - LOOK_BACK
        subscriber.save(update_fields=["confirmed_at", "awake_since", "heard_until"])
    waiting = subscriber.subscriptions.filter(asked_in=subscription.asked_in, confirmed_at__isnull=True)
    waiting.update(confirmed_at=moment)
    if subscription.rhythm and subscription.rhythm != subscriber.rhythm:
        _keep_rhythm(subscriber, subscription.rhythm)
    home = Subscriber.objects.filter(person__in=_bearer(subscriber.email)).first()
    if home is not None:
        move_wishes(subscriber, home)
        subscriber = home
    record(by=by, verb="confirmés", on=subscriber, audience=audience_of(subscriber))
    return subscriber


def _bearer(email: str) -> list[Person]:
    """The one person of the network who logs in with this address: an address that several bear names nobody."""
    found = list(Person.objects.filter(user__email=email, erased_at__isnull=True)[:2]) if email else []
    return found if len(found) == 1 else []


@action
def change_wish(*, by: Reader, subscription: Subscription, params: Mapping[str, Any]) -> Subscription:
    """Other themes, other territories. Becoming the same as another, the two are one."""
    subscriber = subscription.subscriber
    require(by, "chronicle.hold_alerts", subscriber)
    wanted = dict(params)
    same = subscriber.subscriptions.filter(source=subscription.source, params_digest=digest_of_params(wanted))
    other = same.exclude(pk=subscription.pk).first()
    if other is not None:
        Subscription.objects.filter(pk=other.pk, confirmed_at__isnull=True).update(confirmed_at=now())
        subscription.delete()
        return other
    subscription.params, subscription.params_digest = wanted, digest_of_params(wanted)
    subscription.save(update_fields=["params", "params_digest"])
    record(by=by, verb="modifiés", on=subscriber, audience=audience_of(subscriber))
    return subscription


@action
def drop_wish(*, by: Reader, subscription: Subscription) -> None:
    """One subscription less. An address that asks for nothing more is not kept."""
    subscriber = subscription.subscriber
    require(by, "chronicle.hold_alerts", subscriber)
    subscription.delete()
    record(by=by, verb="modifiés", on=subscriber, audience=audience_of(subscriber))
    if subscriber.person is None and not subscriber.subscriptions.exists():
        subscriber.delete()


@action
def choose_rhythm(*, by: Reader, subscriber: Subscriber, rhythm: str) -> Subscriber:
    """The next period of the new rhythm is the first that counts; nothing is told twice or lost."""
    require(by, "chronicle.hold_alerts", subscriber)
    if subscriber.rhythm != rhythm:
        _keep_rhythm(subscriber, rhythm)
        record(by=by, verb="modifiés", on=subscriber, audience=audience_of(subscriber))
    return subscriber


def _keep_rhythm(subscriber: Subscriber, rhythm: str) -> None:
    subscriber.rhythm, subscriber.awake_since = rhythm, now()
    subscriber.save(update_fields=["rhythm", "awake_since"])


@action
def pause_alerts(*, by: Reader, subscriber: Subscriber) -> Subscriber:
    """Nothing leaves until resumed; what is posted meanwhile is not told afterwards."""
    require(by, "chronicle.hold_alerts", subscriber)
    if subscriber.paused_at is None:
        subscriber.paused_at = now()
        subscriber.save(update_fields=["paused_at"])
        record(by=by, verb="mis en pause", on=subscriber, audience=audience_of(subscriber))
    return subscriber


@action
def resume_alerts(*, by: Reader, subscriber: Subscriber) -> Subscriber:
    require(by, "chronicle.hold_alerts", subscriber)
    if subscriber.paused_at is not None:
        subscriber.paused_at = None
        subscriber.awake_since = subscriber.heard_until = now()
        subscriber.save(update_fields=["paused_at", "awake_since", "heard_until"])
        record(by=by, verb="repris", on=subscriber, audience=audience_of(subscriber))
    return subscriber


@action
def stop_alerts(*, by: Reader, subscriber: Subscriber) -> None:
    """« Ne plus rien recevoir »: all that was asked is forgotten, the address too."""
    require(by, "chronicle.hold_alerts", subscriber)
    record(by=by, verb="arrêtés", on=subscriber, audience=audience_of(subscriber))
    subscriber.delete()
