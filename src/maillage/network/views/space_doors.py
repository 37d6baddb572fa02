"""What the screens of a space share: finding it or not, its tabs, and running a form that calls an action."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.network.models import Organisation, Space
from maillage.network.queries.members import members_on, waiting
from maillage.network.queries.space_page import space_for
from maillage.records.actions import may
from maillage.records.identity import ALPHABET, UID_LENGTH
from maillage.records.requests import reader_of
from maillage.records.versioned import Versioned
from maillage.ui.days import day_asked
from maillage.ui.doors import let_in, present_address
from maillage.ui.templatetags.components import Tab
from maillage.ui.writing import answer

Answer = HttpResponse


def of_space(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Gives the view its space; one that may not be seen does not exist, an old slug redirects."""

    @wraps(view)
    def found(request: HttpRequest, uid: str, **kwargs: Any) -> Answer:
        space = space_for(uid, reader_of(request))
        if space is None or request.resolver_match is None:
            raise Http404
        here = {"uid": space.address, **kwargs}
        moved = present_address(request, reverse(request.resolver_match.view_name, kwargs=here))
        return moved or view(request, space, **kwargs)

    return found


def of_organised_space(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """The same, for pages that only organisers have."""

    @wraps(view)
    def let_organisers_in(request: HttpRequest, space: Space, **kwargs: Any) -> Answer:
        let_in(request, "network.organise_space", space)
        return view(request, space, **kwargs)

    return of_space(let_organisers_in)


def uid_asked(request: HttpRequest, name: str) -> str:
    """A uid in the address, or nothing: whatever else was typed there is no uid."""
    typed = request.GET.get(name, "")
    return typed if re.fullmatch(rf"[{ALPHABET}]{{{UID_LENGTH}}}", typed) else ""


def organisation_url(organisation: Organisation) -> str:
    return reverse("network:organisation", args=[organisation.address])


TABS = (
    ("space", "Aujourd’hui"),
    ("space_members", "Membres"),
    ("space_grid", "Qui fait quoi"),
    ("space_history", "Historique"),
)


def frame(request: HttpRequest, space: Space, current: str, member_count: int | None = None) -> dict[str, Any]:
    """What every page of a space draws around its content; the tabs keep the day that was chosen."""
    reader, day = reader_of(request), day_asked(request)
    query = f"?au={day.isoformat()}" if "au" in request.GET else ""
    if member_count is None:
        member_count = members_on(space, day, reader).count()
    organises = may(reader, "network.organise_space", space)
    return {
        "space": space,
        "day": day,
        "organises": organises,
        "to_answer": len(waiting(space)) if organises else 0,
        "tabs": [
            Tab(
                _(label),
                reverse(f"network:{name}", args=[space.address]) + query,
                current=name == current,
                count=member_count if name == "space_members" else None,
            )
            for name, label in TABS
        ],
    }


@dataclass(frozen=True, slots=True)
class FormScreen:
    """A page with one form. `back` is where « Annuler » leads, `done` what is said once it is written."""

    title: str
    submit: str
    back: str
    done: str
    lead: str = ""
    template: str = "network/spaces/form.html"
    kind: str = "primary"


def run_form(
    request: HttpRequest,
    form: forms.Form,
    screen: FormScreen,
    act: Callable[[dict[str, Any]], object],
    *,
    to: str = "",
    row: Versioned | None = None,
    context: dict[str, Any] | None = None,
) -> Answer:
    """Shows the form, or calls `act` with what was typed, as every screen that writes (`ui.writing.answer`).

    Goes to `to` afterwards (`back` when empty), or to the page of what `act` returned when it is a response.
    """
    return answer(request, screen, form, lambda: act(form.cleaned_data), row=row, context=context, to=to)
