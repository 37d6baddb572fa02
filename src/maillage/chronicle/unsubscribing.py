"""The token of « Ne plus rien recevoir »: signed, holding nothing but who, good for nothing but stopping.

It does not run out, since a mail may be found again years later; once the subscriber is gone it names nobody.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from maillage.chronicle.models import Subscriber
from maillage.mailing.models import Message

_signer = Signer(salt="maillage.chronicle.unsubscribing", sep=".")


def stop_url(subscriber_uid: str) -> str:
    token = _signer.sign(subscriber_uid)
    return settings.SITE_URL + reverse("chronicle:stop_alerts", args=[token])


def uid_of(token: str) -> str:
    """Raises `BadSignature` for what was not written here."""
    return _signer.unsign(token)


def subscriber_of(token: str) -> Subscriber | None:
    """None when the subscriber is gone already; raises `BadSignature`."""
    return Subscriber.objects.select_related("person").filter(uid=uid_of(token)).first()


def key_of(subscriber_uid: str, period: str) -> str:
    """The idempotency key of the message of a digest."""
    return f"digest:{subscriber_uid}:{period}"


def stop_headers(message: Message) -> Mapping[str, str]:
    """One-click unsubscribing, as RFC 8058 wants it: mail programs post to the address, nobody needs to log in."""
    parts = (message.key or "").split(":")
    if len(parts) != 3:
        return {}
    return {
        "List-Unsubscribe": f"<{stop_url(parts[1])}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


__all__ = ["BadSignature", "key_of", "stop_headers", "stop_url", "subscriber_of"]
