"""The search page, and the proposals shown while typing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from maillage.records.requests import reader_of
from maillage.search.marks import is_value
from maillage.search.page import figures_of, hits_of, shown
from maillage.search.queries.results import Asked, census, find, suggest
from maillage.search.registries import facets, sources

MAX_TYPED = 200
"""As the box says; what a forged address adds is left out."""


def search(request: HttpRequest) -> HttpResponse:
    """« Rechercher »: one box over everything that the reader may see."""
    reader = reader_of(request)
    chosen = _chosen(request.GET)
    asked = _asked(request.GET, {key: value for key, (value, _label) in chosen.items()})
    if not asked.text:
        return render(request, "search/start.html", {"figures": figures_of(census(reader))})
    labels = {key: label for key, (_value, label) in chosen.items()}
    return render(request, "search/search.html", {"found": shown(find(asked, reader), labels)})


def suggestions(request: HttpRequest) -> HttpResponse:
    """A fragment: the best answers while the last word is still being typed."""
    typed = _typed(request.GET)
    hits = hits_of(suggest(typed, reader_of(request)))
    return render(request, "search/suggestions.html", {"typed": typed.strip(), "hits": hits})


def _chosen(given: QueryDict) -> dict[str, tuple[str, str]]:
    """Facet key → value and label, for the parameters that stand for something."""
    found = {}
    for key, facet in facets.items():
        value = str(given.get(key, ""))
        label = facet.names([value]).get(value) if is_value(value) else None
        if label:
            found[key] = (value, label)
    return found


def _asked(given: QueryDict, narrowed: dict[str, str]) -> Asked:
    """Reads the address; parameters that mean nothing are ignored."""
    kind, page = str(given.get("genre", "")), str(given.get("page", "1"))
    return Asked(
        text=_typed(given).strip(),
        kind=kind if kind in sources else "",
        narrowed=narrowed,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1,
        verbatim=given.get("telquel") == "oui",
    )


def _typed(given: QueryDict) -> str:
    """A space at the end says that the last word is whole; other runs of spaces are one."""
    text = str(given.get("q", "")).replace("\0", " ")
    ending = " " if text[-1:].isspace() else ""
    return " ".join(text.split())[:MAX_TYPED] + ending
