"""What the screens of the room share: finding the cycle or the finding, or not; the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from maillage.concertation.models import Cycle, Finding
from maillage.concertation.queries.cycles import cycle_for
from maillage.concertation.queries.findings import finding_for
from maillage.core.readers import Reader, works_key
from maillage.network.models import Organisation
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in, present_address

View = Callable[..., HttpResponse]


def of_cycle(view: View) -> View:
    """Gives the view its cycle; one that may not be seen does not exist, an old slug redirects."""

    @wraps(view)
    def found(request: HttpRequest, uid: str, **kwargs: Any) -> HttpResponse:
        cycle = cycle_for(reader_of(request), uid)
        if cycle is None or request.resolver_match is None:
            raise Http404
        here = {"uid": cycle.address, **kwargs}
        moved = present_address(request, reverse(request.resolver_match.view_name, kwargs=here))
        return moved or view(request, cycle, **kwargs)

    return found


def of_organised_cycle(view: View) -> View:
    """The same, for pages that only the organisers of the space have."""

    @wraps(view)
    def let_organisers_in(request: HttpRequest, cycle: Cycle, **kwargs: Any) -> HttpResponse:
        let_in(request, "concertation.organise_cycle", cycle)
        return view(request, cycle, **kwargs)

    return of_cycle(let_organisers_in)


def of_finding(view: View) -> View:
    """Gives the view its finding, in the same way."""

    @wraps(view)
    def found(request: HttpRequest, uid: str, **kwargs: Any) -> HttpResponse:
        finding = finding_for(reader_of(request), uid)
        if finding is None or request.resolver_match is None:
            raise Http404
        here = {"uid": finding.address, **kwargs}
        moved = present_address(request, reverse(request.resolver_match.view_name, kwargs=here))
        return moved or view(request, finding, **kwargs)

    return found


def board_url(cycle: Cycle) -> str:
    return reverse("concertation:board", args=[cycle.address])


def finding_url(finding: Finding) -> str:
    return reverse("concertation:finding", args=[finding.address])


def crumbs_of(cycle: Cycle) -> tuple[str, ...]:
    """From the space to the board."""
    space = cycle.space
    return (space.name, reverse("network:space", args=[space.address]), cycle.title, board_url(cycle))


def organisations_spoken_for(reader: Reader) -> Any:
    """Where this reader works."""
    prefix = works_key("")
    mine = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    return Organisation.objects.visible_to(reader).as_of().filter(uid__in=mine).order_by("sort_name", "pk")
