"""`{% load journal %}{% history_of row %}`: the panel « Historique » of any object's page."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import models

from maillage.core.readers import VISITOR
from maillage.journal.queries import history

register = template.Library()

PARAMETER = "historique"
"""The query parameter that holds the page number: it lives beside those of the page it is shown on."""


@register.inclusion_tag("journal/history.html", takes_context=True)
def history_of(context: template.Context, row: models.Model) -> dict[str, Any]:
    """Shows nothing to a reader who may see no entry."""
    request = context["request"]
    reader = getattr(request, "reader", VISITOR)
    found = history(row, reader, page=request.GET.get(PARAMETER, 1))
    return {
        "entries": found.entries,
        "total": found.total,
        "page": found.page,
        "newer": _page_address(request, found.page.number - 1) if found.page.has_previous() else "",
        "older": _page_address(request, found.page.number + 1) if found.page.has_next() else "",
    }


def _page_address(request: Any, number: int) -> str:
    query = request.GET.copy()
    query[PARAMETER] = str(number)
    return f"{request.path}?{query.urlencode()}#historique"
