"""Anonymous public pages may be cached by their ETag; everything else is private (DESIGN section 7)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

PRIVATE = "private, no-store"
PUBLIC = "public, no-cache"
"""Kept by any cache, but asked again each time: a 304 costs no bytes."""


KEPT = ("text/html", "application/json")
"""Pages, and what they read to draw themselves; what is open to the pages of other sites says its own policy."""


class CachePolicyMiddleware:
    """Stands outside sessions and tokens, so that it sees the cookies they leave."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if not _is_the_same_for_everyone(request, response):
            response["Cache-Control"] = PRIVATE
            return response
        response["Cache-Control"] = PUBLIC
        patch_vary_headers(response, ["Cookie"])
        etag = quote_etag(hashlib.blake2b(response.content, digest_size=12).hexdigest())
        response["ETag"] = etag
        answer = get_conditional_response(request, etag=etag, response=response)
        return answer if isinstance(answer, HttpResponse) else response


def _is_the_same_for_everyone(request: HttpRequest, response: HttpResponse) -> bool:
    """A page read without a cookie, that left none and carries neither token nor nonce."""
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and not response.streaming
        and response.headers.get("Content-Type", "").startswith(KEPT)
        and not response.has_header("Access-Control-Allow-Origin")
        and set(request.COOKIES) <= {settings.CSRF_COOKIE_NAME}
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and "nonce-" not in response.headers.get("Content-Security-Policy", "")
    )
