"""Reading the outbox."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Max

from maillage.mailing.models import Message

ARRIVED_OR_NOT = (Message.State.SENT, Message.State.COPIED, Message.State.FAILED)


def delivery_failed(email: str) -> bool:
    """Whether the last thing known of this address is that mail does not arrive there."""
    return bool(addresses_in_error([email]))


def addresses_in_error(emails: Iterable[str]) -> set[str]:
    """Those of `emails` (lower case) whose last settled message came back; one query for a whole campaign."""
    wanted = {email.strip().lower() for email in emails}
    settled = Message.objects.filter(to_email__in=wanted, state__in=ARRIVED_OR_NOT)
    latest = settled.values("to_email").annotate(latest=Max("id")).values("latest")
    failed = Message.objects.filter(id__in=latest, state=Message.State.FAILED)
    return set(failed.values_list("to_email", flat=True))


def messages_about(row: models.Model) -> models.QuerySet[Message]:
    """Every message that speaks of `row`, latest first."""
    return Message.objects.filter(about_type=row._meta.label_lower, about_id=row.pk).order_by("-id")
