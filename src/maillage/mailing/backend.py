"""Django's way of sending mail, led to the outbox: django-allauth and any other library write there and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address

from maillage.core.readers import SYSTEM
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import letter_of
from maillage.mailing.models import Message
from maillage.records.clock import now

PURPOSE = "X-Maillage-Purpose"
MINUTES = "X-Maillage-Minutes"
"""Headers that a sender may set: what the message is for, and after how many minutes it is not worth sending."""


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(self._queue(mail) for mail in email_messages)

    def _queue(self, mail: EmailMessage) -> int:
        minutes = mail.extra_headers.get(MINUTES)
        letter = letter_of(str(mail.subject), str(mail.body))
        for address in mail.recipients():
            name, email = parseaddr(sanitize_address(address, "utf-8"))
            queue_message(
                by=SYSTEM,
                to=email,
                to_name=name,
                letter=letter,
                purpose=mail.extra_headers.get(PURPOSE, "django"),
                priority=Message.Priority.CODE if minutes else Message.Priority.PERSONAL,
                expires_at=now() + dt.timedelta(minutes=int(minutes)) if minutes else None,
            )
        return 1
