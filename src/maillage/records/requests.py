"""Who asks, read off a request: `ReaderMiddleware` puts it there; error pages and tests may come without."""

from __future__ import annotations

from django.http import HttpRequest

from maillage.core.readers import VISITOR, Reader


def reader_of(request: HttpRequest) -> Reader:
    reader: Reader = getattr(request, "reader", VISITOR)
    return reader
