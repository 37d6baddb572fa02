"""Going to the identity server of an organisation and coming back; a server that does not answer is no failure of ours."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger()


@login_not_required  # type: ignore[untyped-decorator]
def log_in_there(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _or_say_so(request, provider_id, oidc.login)


@login_not_required  # type: ignore[untyped-decorator]
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _or_say_so(request, provider_id, oidc.callback)


def _or_say_so(request: HttpRequest, provider_id: str, view: Callable[..., HttpResponse]) -> HttpResponse:
    """Connections refused, slow or cut, answers that are no JSON: all of them are `OSError` for `requests`."""
    try:
        return view(request, provider_id=provider_id)
    except OSError as error:
        log.warning("identity server unreachable", error=str(error))
        answer: HttpResponse = render_authentication_error(request, provider_id, exception=error)
        return answer
