"""What the screens of the room share: finding what they are about, or not; the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from maillage.concertation.models import Cycle, Finding
from maillage.concertation.queries.cycles import cycle_for
from maillage.concertation.queries.findings import finding_for
from maillage.concertation.queries.judging import seated_in
from maillage.core.readers import Reader, works_key
from maillage.network.models import Organisation
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in, present_address

View = Callable[..., HttpResponse]


class HasAddress(Protocol):
    """Rows whose page has a slug."""

    @property
    def address(self) -> str: ...


def found_by(find: Callable[[Reader, str], HasAddress | None]) -> Callable[[View], View]:
    """Gives the view the row that `find` knows by its uid; what may not be seen does not exist, an old slug redirects."""

    def decorated(view: View) -> View:
        @wraps(view)
        def found(request: HttpRequest, uid: str, **kwargs: Any) -> HttpResponse:
            row = find(reader_of(request), uid)
            if row is None or request.resolver_match is None:
                raise Http404
            here = {"uid": row.address, **kwargs}
            moved = present_address(request, reverse(request.resolver_match.view_name, kwargs=here))
            return moved or view(request, row, **kwargs)

        return found

    return decorated


of_cycle = found_by(cycle_for)
of_finding = found_by(finding_for)


def of_organised_cycle(view: View) -> View:
    """The same as `of_cycle`, for pages that only the organisers of the space have."""

    @wraps(view)
    def let_organisers_in(request: HttpRequest, cycle: Cycle, **kwargs: Any) -> HttpResponse:
        let_in(request, "concertation.organise_cycle", cycle)
        return view(request, cycle, **kwargs)

    return of_cycle(let_organisers_in)


def board_url(cycle: Cycle) -> str:
    return reverse("concertation:board", args=[cycle.address])


def finding_url(finding: Finding) -> str:
    return reverse("concertation:finding", args=[finding.address])


def crumbs_of(cycle: Cycle) -> tuple[str, ...]:
    """From the space to the board."""
    space = cycle.space
    return (space.name, reverse("network:space", args=[space.address]), cycle.title, board_url(cycle))


def seated_and_mine(reader: Reader, cycle: Cycle) -> QuerySet[Organisation]:
    """Where this reader works, as far as it sits in the space."""
    found: QuerySet[Organisation] = organisations_spoken_for(reader).filter(pk__in=seated_in(cycle))
    return found


def organisations_spoken_for(reader: Reader) -> Any:
    """Where this reader works."""
    prefix = works_key("")
    mine = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    return Organisation.objects.visible_to(reader).as_of().filter(uid__in=mine).order_by("sort_name", "pk")
