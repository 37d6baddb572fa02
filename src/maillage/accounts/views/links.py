"""Opening a personal link. A GET changes nothing in the domain: mail scanners open links (DESIGN decision 7)."""

from __future__ import annotations

from http import HTTPStatus

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from maillage.accounts.actions import renew_link
from maillage.accounts.actions.links import may_renew
from maillage.accounts.link_cookie import carry_link
from maillage.accounts.mails import send_new_link
from maillage.accounts.models.links import LinkState, SignedLink
from maillage.accounts.queries import link_by_token
from maillage.accounts.registries import link_purposes
from maillage.records.clock import now
from maillage.ui.errors import too_many

WRONG_TOKENS = 30
WINDOW_SECONDS = 600
RENEWAL_SECONDS = 300


@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Swaps the token for a cookie and a clean address, whose one large button posts."""
    if _guesses(request) >= WRONG_TOKENS:
        return too_many(request, wait_seconds=WINDOW_SECONDS)
    link = link_by_token(token)
    if link is None or link.purpose not in link_purposes:
        _count_guess(request)
        return render(request, "accounts/link_closed.html", {"state": "unknown"}, status=404)
    state = link.state_at(now())
    if state != LinkState.USABLE:
        return _closed(request, link, state, token)
    response = redirect(reverse(link_purposes[link.purpose].landing, args=[link.subject_uid]))
    carry_link(request, response, link.uid)
    return response


def _closed(request: HttpRequest, link: SignedLink, state: LinkState, token: str) -> HttpResponse:
    context = {
        "state": state,
        "purpose": link_purposes[link.purpose].title,
        "renew_url": reverse("links:renew", args=[token]) if may_renew(link) else "",
    }
    return render(request, "accounts/link_closed.html", context, status=HTTPStatus.GONE)


@require_POST
def ask_new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sends a new link to the address that received the old one, at most once in five minutes; says the same each time."""
    link = link_by_token(token)
    if link is None or link.purpose not in link_purposes or not may_renew(link):
        _count_guess(request)
        return render(request, "accounts/link_closed.html", {"state": "unknown"}, status=404)
    if cache.add(f"link-renewed:{link.purpose}:{link.subject_uid}:{link.email}", 1, RENEWAL_SECONDS):
        fresh = renew_link(link=link)
        send_new_link(fresh.link, fresh.url)
    return render(request, "accounts/link_sent.html", {"purpose": link_purposes[link.purpose].title})


def _guess_key(request: HttpRequest) -> str:
    return f"link-guesses:{request.META.get('REMOTE_ADDR', '')}"


def _guesses(request: HttpRequest) -> int:
    return int(cache.get(_guess_key(request), 0))


def _count_guess(request: HttpRequest) -> None:
    key = _guess_key(request)
    if not cache.add(key, 1, WINDOW_SECONDS):
        cache.set(key, _guesses(request) + 1, WINDOW_SECONDS)
