"""Digests: opened by the clock, written by the worker, each once, whatever dies in between (row C9).

The timer only opens rows, one for each subscriber and period; the worker writes a few at a time, so that log-in codes
never wait for them. Row, message and « heard until » move in one transaction.
"""

from __future__ import annotations

import datetime as dt

import structlog
from django.db import transaction
from django.db.models import Q

from maillage.chronicle.actions.alerts import audience_of
from maillage.chronicle.alert_letters import digest_letter
from maillage.chronicle.models import Digest, Subscriber
from maillage.chronicle.queries.alerts import Section, reader_behind, sections_for
from maillage.chronicle.unsubscribing import key_of
from maillage.core.readers import SYSTEM
from maillage.core.rhythms import Rhythm, last_due
from maillage.mailing.actions import queue_message
from maillage.mailing.models import Message
from maillage.mailing.queries import delivery_failed
from maillage.records.clock import BRUSSELS, now

log = structlog.get_logger()

PURPOSE = "digest"
BATCH = 20
LEASE = dt.timedelta(minutes=5)
GRACE = dt.timedelta(minutes=2)
"""What was being posted at the very stroke of the hour is written by then."""


def open_due_digests() -> int:
    """One row for each awake subscriber whose period has fallen due; a second call opens nothing more."""
    return sum(_open(rhythm) for rhythm in Rhythm)


def _open(rhythm: Rhythm) -> int:
    period = last_due(rhythm, now() - GRACE, BRUSSELS)
    waiting = (
        Subscriber.objects.awake()
        .filter(rhythm=rhythm, awake_since__lt=period.due, heard_until__lt=period.due)
        .exclude(digests__period=period.key)
        .order_by("pk")
    )
    ids = list(waiting.values_list("pk", flat=True))
    Digest.objects.bulk_create(
        (Digest(subscriber_id=pk, period=period.key, until=period.due) for pk in ids), ignore_conflicts=True
    )
    return len(ids)


def write_digests_once() -> int:
    """Writes up to a batch of open digests; how many were dealt with. One that fails is tried again later."""
    moment = now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=moment)
    waiting = Digest.objects.filter(free, written_at__isnull=True)
    rows = list(waiting.select_related("subscriber__person__user").order_by("id")[:BATCH])
    for digest in rows:
        if waiting.filter(pk=digest.pk).update(lease_until=moment + LEASE):
            _try(digest)
    return len(rows)


def _try(digest: Digest) -> None:
    try:
        write_digest(digest)
    except Exception:
        log.exception("digest failed", digest=digest.uid)


def write_digest(digest: Digest) -> None:
    """Looks with the eyes that the subscriber has today, then writes or keeps silent."""
    subscriber = digest.subscriber
    if subscriber.paused_at is not None:
        sections: list[Section] = []
    else:
        sections = sections_for(subscriber, digest.until, reader_behind(subscriber))
    count = sum(len(section.items) for section in sections)
    address = subscriber.to_email
    leaves = bool(count and address and not delivery_failed(address))
    with transaction.atomic():
        mine = Digest.objects.filter(pk=digest.pk, written_at__isnull=True)
        if not mine.update(written_at=now(), item_count=count, lease_until=None):
            return
        if leaves:
            _queue(digest, sections)
        Subscriber.objects.filter(pk=subscriber.pk, heard_until__lt=digest.until).update(
            heard_until=digest.until
        )


def _queue(digest: Digest, sections: list[Section]) -> None:
    subscriber = digest.subscriber
    queue_message(
        by=SYSTEM,
        to=subscriber.to_email,
        to_name=subscriber.to_name,
        letter=digest_letter(digest, sections),
        purpose=PURPOSE,
        priority=Message.Priority.BULK,
        key=key_of(subscriber.uid, digest.period),
        audience=audience_of(subscriber),
    )
