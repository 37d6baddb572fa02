"""Puts `request.reader` on every request: worked out once, when first asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from maillage.accounts.queries import reader_of_user
from maillage.records.clock import today


class ReaderMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: reader_of_user(request.user, today()))  # type: ignore[attr-defined]
        return self.get_response(request)
