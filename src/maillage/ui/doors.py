"""Before a page is drawn: is it this reader's to see, and is this its present address?"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseRedirect

from maillage.records.actions import may
from maillage.records.requests import reader_of


def let_in(request: HttpRequest, rule: str, on: object = None) -> None:
    """A page that only serves to write does not exist for those who may not write (DESIGN section 7)."""
    if not may(reader_of(request), rule, on):
        raise Http404


def present_address(request: HttpRequest, url: str) -> HttpResponseRedirect | None:
    """Old slugs redirect: the way to `url` when the reader came by a former name, None when the address is right.

    The parameters of the address (« au », filters) are kept.
    """
    if request.path == url or request.method not in {"GET", "HEAD"}:
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{url}?{query}" if query else url)
