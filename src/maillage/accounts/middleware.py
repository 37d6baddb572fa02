"""Puts `request.reader` on every request: worked out once, when first asked for."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from maillage.accounts.link_cookie import links_carried
from maillage.accounts.queries import reader_by_links, reader_of_user
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader
from maillage.records.clock import today
from maillage.records.requests import reader_of


class ReaderMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: _reader_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _reader_of(request: HttpRequest) -> Reader:
    reader = reader_of_user(request.user, today())
    carried = links_carried(request)
    return reader_by_links(reader, carried) if carried else reader


SET_UP = "second_factor_set_up"


class SecondFactorMiddleware:
    """Where the setting asks for it, who coordinates goes and sets up a second factor before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_FOR_COORDINATORS and self._is_missing(request):
            messages.info(request, "Vous coordonnez : activez d’abord la double vérification de votre compte.")
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _is_missing(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated or request.session.get(SET_UP):
            return False
        if request.path.startswith(reverse("accounts:account")):
            return False
        if not reader_of(request).has(COORDINATORS, ADMINISTRATORS):
            return False
        if is_mfa_enabled(request.user):
            request.session[SET_UP] = True
            return False
        return True
