"""In a demonstration only: taking someone's place in one click."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from maillage.accounts.actions import open_account
from maillage.accounts.registries import demo_roles

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_POST
def take_demo_role(request: HttpRequest, role: str) -> HttpResponse:
    """Does not exist outside a demonstration."""
    known = demo_roles.get(role) if settings.DEMO else None
    user = open_account(email=known.email) if known else None
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if safe else settings.LOGIN_REDIRECT_URL)
