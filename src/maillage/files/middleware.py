"""A request that is far too heavy is answered at once with a clear page, before anything of it is kept."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from maillage.ui.errors import too_large

ROOM_FOR_THE_FORM = 2 * 1024 * 1024
PIECE = 256 * 1024
READ_AT_MOST = 400 * 1024 * 1024
"""A browser that is not listened to to the end shows « connection reset » instead of the page."""


class RequestSizeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _announced(request) <= settings.UPLOAD_MAX_BYTES + ROOM_FOR_THE_FORM:
            return self.get_response(request)
        _let_pass(request)
        return too_large(request)


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _let_pass(request: HttpRequest) -> None:
    left = min(_announced(request), READ_AT_MOST)
    while left > 0:
        try:
            piece = request.read(min(PIECE, left))
        except OSError:
            return
        if not piece:
            return
        left -= len(piece)
