"""The search inside the site of a partner (`/integrer/`, the only page that others may frame), and the code to copy."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from maillage.cadastre.queries.finding import MOST_PAGES, PER_PAGE, find_offers
from maillage.cadastre.queries.labels import Label, labels
from maillage.cadastre.views.asking import Wanted, wanted_of
from maillage.cadastre.views.shown import line_shown, where_in_words
from maillage.core.offers.keys import Family
from maillage.core.readers import VISITOR
from maillage.network.models import Organisation
from maillage.records.identity import ALPHABET, UID_LENGTH

FIXED_PLACE = "lieu"
_UID_AT_END = re.compile(f"([{ALPHABET}]{{{UID_LENGTH}}})/?$")
_ASKED = {"q", "lieu", "lieu_asked", "lieu_choice", "rayon", "page", "ici", "telquel", "tri", "fiche"}


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[untyped-decorator, unused-ignore]
@require_safe
def embed(request: HttpRequest) -> HttpResponse:
    """`/integrer/`: what anyone sees, whoever asks; no cookie, no session, no script. `fixe=lieu` keeps the place."""
    wanted = replace(wanted_of(request.GET), sheet=())
    fixed = request.GET.get("fixe") == FIXED_PLACE and wanted.place is not None
    answer = find_offers(replace(wanted.question(), facets=False), VISITOR)
    pages = min(-(-answer.count // PER_PAGE), MOST_PAGES)
    place_pairs = [pair for pair in wanted.pairs() if pair[0] in {"lieu", "lieu_asked", "lieu_choice", "rayon"}]
    hidden = [pair for pair in wanted.pairs() if pair[0] not in _ASKED]
    hidden += [*place_pairs, ("fixe", FIXED_PLACE)] if fixed else []
    context = {
        "wanted": wanted,
        "fixed": fixed,
        "where": where_in_words(wanted),
        "hidden": hidden,
        "count": answer.count,
        "lines": [line_shown(line) for line in answer.lines],
        "corrections": answer.corrections,
        "places": [(place, _address(wanted.at(place), fixed=False)) for place in wanted.possible],
        "before": _address(replace(wanted, page=wanted.page - 1), fixed=fixed) if wanted.page > 1 else "",
        "after": _address(replace(wanted, page=wanted.page + 1), fixed=fixed) if wanted.page < pages else "",
        "site": settings.SITE_URL,
        "whole": f"{settings.SITE_URL}{wanted.address()}",
    }
    return HttpResponse(render_to_string("cadastre/embed/embed.html", context))


@require_safe
def embedding(request: HttpRequest) -> HttpResponse:
    """« Intégrer dans votre site »: choose what is preset, copy the code."""
    names = ("lieu", "theme", "cours", "operateur")
    typed = {name: str(request.GET.get(name, ""))[:200].replace("\0", "") for name in names}
    wanted = wanted_of(request.GET)
    named = labels()
    families = {"theme": Family.THEME, "cours": Family.COURSE}
    asked = {name: typed[name] for name, family in families.items() if typed[name] in named[family]}
    operator = _operator(typed["operateur"])
    pairs = [*asked.items()]
    if operator is not None:
        pairs.append(("operateur", operator.uid))
    if wanted.place is not None:
        pairs += [pair for pair in wanted.pairs() if pair[0].startswith("lieu") or pair[0] == "rayon"]
        pairs.append(("fixe", FIXED_PLACE))
    query = urlencode(pairs)
    context = {
        "typed": typed,
        "wanted": wanted,
        "operator": operator,
        "unknown_operator": bool(typed["operateur"]) and operator is None,
        "themes": _choices(named[Family.THEME]),
        "courses": _choices(named[Family.COURSE]),
        "address": f"{settings.SITE_URL}{reverse('cadastre:embed')}{'?' if query else ''}{query}",
    }
    return render(request, "cadastre/embed/embedding.html", context)


def _address(wanted: Wanted, *, fixed: bool) -> str:
    found = wanted.address("cadastre:embed")
    return f"{found}{'&' if '?' in found else '?'}fixe={FIXED_PLACE}" if fixed else found


def _choices(known: dict[str, Label]) -> list[tuple[str, str]]:
    return [(value, label.name) for value, label in sorted(known.items(), key=lambda one: one[1].rank)]


def _operator(typed: str) -> Organisation | None:
    """From the address of its sheet, or its uid."""
    found = _UID_AT_END.search(typed.strip())
    return Organisation.objects.visible_to(VISITOR).filter(uid=found[1]).first() if found else None
