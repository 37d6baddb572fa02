"""Nothing is kept longer than needed: the timers of every room, run by the tick (DOMAIN 2.6)."""

from __future__ import annotations

import datetime as dt

import structlog
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db.models import Q
from django.db.models.functions import Coalesce

from maillage.accounts.models import SignedLink, User
from maillage.accounts.registries import retention
from maillage.records.clock import now

log = structlog.get_logger()

IDLE = dt.timedelta(days=730)
LINK_KEPT = dt.timedelta(days=365)
EVERY_SECONDS = 6 * 3600


def run_retention() -> dict[str, int]:
    """What each timer removed; one that fails is logged and does not stop the others."""
    removed = {}
    for key, timer in retention.items():
        try:
            removed[key] = timer.purge(now())
        except Exception:
            log.exception("retention failed", timer=key)
    return removed


def run_retention_now_and_then() -> None:
    """Called at every tick; works four times a day."""
    if cache.add("retention", 1, EVERY_SECONDS):
        run_retention()


def close_idle_accounts(moment: dt.datetime) -> int:
    """Accounts without a log-in for 24 months; the person stays in the address book, administrators keep theirs."""
    seen = User.objects.annotate(seen=Coalesce("last_login", "created_at"))
    idle = seen.filter(seen__lt=moment - IDLE, is_superuser=False)
    return idle.delete()[1].get("accounts.User", 0)


def forget_old_sessions(moment: dt.datetime) -> int:
    """Sessions that ran out."""
    return Session.objects.filter(expire_date__lt=moment).delete()[0]


def forget_old_links(moment: dt.datetime) -> int:
    """Links that ran out, or were revoked, a year ago."""
    limit = moment - LINK_KEPT
    old = SignedLink.objects.filter(Q(expires_at__lt=limit) | Q(revoked_at__lt=limit))
    return old.delete()[0]
