"""Issuing, revoking, using and renewing personal links (DESIGN decision 7)."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from maillage.accounts.models import Person, SignedLink
from maillage.accounts.queries import hash_of
from maillage.accounts.registries import link_purposes
from maillage.core.readers import Reader
from maillage.records.actions import NotAllowed, action
from maillage.records.clock import now

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """The only moment when the whole address is known: put it in the message, keep the row."""

    link: SignedLink
    url: str


@action
def issue_link(
    *,
    by: Reader,
    purpose: str,
    subject: Any,
    label: str,
    person: Person | None = None,
    email: str = "",
    lifetime: dt.timedelta | None = None,
) -> IssuedLink:
    """A personal link to `subject` (any row with a `uid`). The caller has already checked that `by` may do this.

    `label` is who acts by it, for the journal; `email` is where it is sent, so that it can be renewed.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    known = link_purposes[purpose]
    link = SignedLink.objects.create(
        purpose=purpose,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_uid=subject.uid,
        person=person,
        email=email.strip().lower(),
        label=label[:200],
        token_hash=hash_of(token),
        single_use=known.single_use,
        expires_at=now() + (lifetime or known.lifetime),
        created_by=by.label[:200],
    )
    return IssuedLink(link=link, url=_address_of(token))


@action
def renew_link(*, link: SignedLink) -> IssuedLink:
    """The same link, fresh, for whoever holds one that ran out; it goes only to the address that received the first.

    Raises `NotAllowed` when the link was revoked, or when its purpose or a missing address forbids it.
    """
    if not may_renew(link):
        raise NotAllowed("Ce lien ne peut pas être renouvelé.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    fresh = SignedLink.objects.create(
        token_hash=hash_of(token),
        expires_at=now() + link_purposes[link.purpose].lifetime,
        **{name: getattr(link, name) for name in _CARRIED_OVER},
    )
    return IssuedLink(link=fresh, url=_address_of(token))


_CARRIED_OVER = (
    "purpose",
    "subject_type",
    "subject_id",
    "subject_uid",
    "person",
    "email",
    "label",
    "single_use",
    "created_by",
)


def may_renew(link: SignedLink) -> bool:
    purpose = link_purposes.get(link.purpose)
    return bool(purpose and purpose.renewable and link.email and not link.revoked_at)


@action
def revoke_link(*, by: Reader, link: SignedLink) -> SignedLink:
    """Closes a link for good, the browsers that opened it included. The caller has checked the right."""
    del by
    SignedLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=now())
    link.refresh_from_db()
    return link


@action
def revoke_links_of(*, by: Reader, subject: models.Model, purpose: str) -> int:
    """Closes every link of one purpose to a subject (a campaign that ends, a member who left)."""
    del by
    open_links = SignedLink.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk, purpose=purpose
    )
    return open_links.filter(revoked_at__isnull=True).update(revoked_at=now())


@action
def use_link(*, link: SignedLink) -> SignedLink:
    """Says that the link served; the first call only, for a single-use link. Called by the action that it was made for.

    Raises `NotAllowed` when it no longer opens anything: the UPDATE decides between two simultaneous uses.
    """
    moment = now()
    first = Q(used_at__isnull=True) | Q(single_use=False)
    opens = SignedLink.objects.filter(first, pk=link.pk, revoked_at__isnull=True, expires_at__gt=moment)
    if not opens.update(used_at=moment):
        raise NotAllowed("Ce lien a déjà servi ou n’est plus valable.")
    link.used_at = moment
    return link


def _address_of(token: str) -> str:
    return settings.SITE_URL + reverse("links:open", args=[token])
