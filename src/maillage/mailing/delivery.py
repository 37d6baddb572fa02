"""Sending what waits in the outbox. A message is leased before it is sent, so that two workers never send it twice.

A worker that is killed in mid-send leaves a lease that ends: the message goes again, under the same Message-ID.
"""

from __future__ import annotations

import datetime as dt
import smtplib
from email.utils import formataddr

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q

from maillage.mailing.models import Message
from maillage.mailing.registries import letter_headers
from maillage.records.clock import now

log = structlog.get_logger()

LEASE = dt.timedelta(minutes=5)
GIVE_UP_AFTER = dt.timedelta(days=3)
LONGEST_PAUSE = 60
"""Minutes between two attempts, at most."""


def deliver_once(*, limit: int = 20) -> int:
    """Sends up to `limit` messages, log-in codes first; returns how many were dealt with."""
    if not settings.MAIL_SERVER:
        return 0
    leased = _lease(limit)
    if not leased:
        return 0
    connection = get_connection(settings.DELIVERY_BACKEND)
    try:
        for number, message in enumerate(leased, 1):
            if not _send(message, connection):
                _give_back(leased[number:])
                return number
    finally:
        _close(connection)
    return len(leased)


def _lease(limit: int) -> list[Message]:
    moment = now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=moment)
    waiting = Message.objects.filter(free, state=Message.State.QUEUED, not_before__lte=moment)
    taken = []
    for message in waiting.order_by("priority", "id")[:limit]:
        changes = {"lease_until": moment + LEASE, "attempts": F("attempts") + 1}
        if waiting.filter(pk=message.pk).update(**changes):
            message.attempts += 1
            taken.append(message)
    return taken


def _send(message: Message, connection: BaseEmailBackend) -> bool:
    """Whether the mail server answers: when it does not, the others need not wait for it one after the other."""
    if message.expires_at and message.expires_at < now():
        _settle(message, Message.State.UNSENT, "délai dépassé avant l’envoi")
        return True
    try:
        _mail(message, connection).send()
    except smtplib.SMTPRecipientsRefused as refusal:
        code = next(iter(refusal.recipients.values()))[0]
        if code >= 500:
            _settle(message, Message.State.FAILED, f"adresse refusée par le serveur de destination ({code})")
        else:
            _try_later(message, f"refus provisoire ({code})")
    except ValueError as trouble:
        _settle(message, Message.State.UNSENT, f"adresse ou objet impossible ({type(trouble).__name__})")
    except (smtplib.SMTPException, OSError) as trouble:
        _try_later(message, f"serveur de courrier injoignable ({type(trouble).__name__})")
        _close(connection)
        return isinstance(trouble, smtplib.SMTPResponseException)
    else:
        _settle(message, Message.State.SENT, "")
    return True


def _give_back(messages: list[Message]) -> None:
    uids = [message.pk for message in messages]
    pause = now() + dt.timedelta(minutes=1)
    Message.objects.filter(pk__in=uids).update(lease_until=None, not_before=pause, attempts=F("attempts") - 1)


def _mail(message: Message, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    domain = settings.SITE_URL.split("//")[-1].split(":")[0].split("/")[0]
    more = letter_headers.get(message.purpose)
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((message.to_name, message.to_email)) if message.to_name else message.to_email],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": f"<{message.uid}@{domain}>",
            "Auto-Submitted": "auto-generated",
            **(more(message) if more else {}),
        },
        connection=connection,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def _settle(message: Message, state: Message.State, error: str) -> None:
    Message.objects.filter(pk=message.pk).update(
        state=state, error=error, lease_until=None, done_at=now() if state == Message.State.SENT else None
    )
    log.info("message settled", message=message.uid, state=state)


def _try_later(message: Message, error: str) -> None:
    moment = now()
    if moment - message.created_at > GIVE_UP_AFTER:
        _settle(message, Message.State.UNSENT, error)
        return
    pause = dt.timedelta(minutes=min(2 ** (message.attempts - 1), LONGEST_PAUSE))
    Message.objects.filter(pk=message.pk).update(error=error, lease_until=None, not_before=moment + pause)
    log.warning("message put off", message=message.uid, attempts=message.attempts)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        log.warning("mail connection did not close well")
