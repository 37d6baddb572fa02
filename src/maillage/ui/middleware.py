"""Anonymous public pages may be cached by their ETag; everything else is private (DESIGN section 7)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class CachePolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
