"""Errors in French, static, without the database: what may not be seen does not exist, and nothing typed is lost."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from maillage.records.actions import NotAllowed


def _page(status: int, message: str = "") -> HttpResponse:
    return HttpResponse(render_to_string(f"ui/errors/{status}.html", {"message": message}), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when what was sent is too big for one request."""
    del request
    return _page(413 if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403. Only messages that were written for people (`NotAllowed`) are shown."""
    del request
    return _page(403, str(exception) if isinstance(exception, NotAllowed) else "")


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form came back without its token: a page left open too long, or cookies refused."""
    del request, reason
    return _page(403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404. The reason stays inside: it could name what may not be seen."""
    del request, exception
    return _page(404)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: a file over the limit (`settings.UPLOAD_MAX_BYTES`)."""
    del request
    return _page(413)


def too_many(request: HttpRequest, *, wait_seconds: int = 300) -> HttpResponse:
    """429, with the time to wait for programs."""
    del request
    response = _page(429)
    response["Retry-After"] = str(wait_seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    del request
    return _page(500)
