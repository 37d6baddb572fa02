"""The signed cookie that a personal link is swapped for: it names links, never their tokens, and opens nothing by itself.

Each request checks the links again, so that a link revoked or used closes at once.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from maillage.accounts.models import SignedLink
from maillage.accounts.queries import usable_link

COOKIE = "maillage_lien"
SALT = "maillage.accounts.links"
LONGEST = dt.timedelta(days=7)
MOST = 8
"""A browser that opened more links forgets the oldest."""


def links_carried(request: HttpRequest) -> list[str]:
    """The uids of the links that this browser opened, oldest first; nothing when the cookie was tampered with."""
    value = request.COOKIES.get(COOKIE, "")
    if not value:
        return []
    try:
        uids = signing.loads(value, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return []
    return [uid for uid in uids if isinstance(uid, str)][-MOST:] if isinstance(uids, list) else []


def carry_link(request: HttpRequest, response: HttpResponse, link_uid: str) -> None:
    """Adds a link to those that the browser carries."""
    carried = [uid for uid in links_carried(request) if uid != link_uid]
    response.set_cookie(
        COOKIE,
        signing.dumps([*carried, link_uid][-MOST:], salt=SALT),
        max_age=LONGEST,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def link_in_hand(request: HttpRequest, *, purpose: str, subject_uid: str) -> SignedLink | None:
    """The usable link of this purpose and subject that the browser opened: what `use_link` needs."""
    uids = links_carried(request)
    return usable_link(uids, purpose=purpose, subject_uid=subject_uid) if uids else None
