"""Screens: the home page, « Mes suivis », the guide of the first five minutes."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.core.readers import ADMINISTRATORS, MEMBERS
from maillage.desk import guide as five_minutes
from maillage.desk.entrances import doors
from maillage.desk.follow_ups import follow_ups_of
from maillage.desk.queries import busiest_spaces, figures_of, is_empty
from maillage.journal.remembered import Memory
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.territory.queries.finder import PlaceMatch, find_places, sure_place
from maillage.thread.queries.finished import finished_threads


def home(request: HttpRequest) -> HttpResponse:
    """« Qui fait quoi, où, pour qui ? »; on an empty installation, the first steps."""
    if is_empty():
        return render(request, "desk/first_steps.html")
    reader, day = reader_of(request), today()
    memory = Memory(reader, day)
    context = {
        "figures": figures_of(reader, day, memory),
        "spaces": busiest_spaces(reader, day, memory),
        "strips": finished_threads(reader, day, memory=memory),
        "doors": doors() if not reader.uid else [],
        "steps": five_minutes.steps(reader) if five_minutes.is_open(request) else [],
    }
    return render(request, "desk/home.html", context)


def ask(request: HttpRequest) -> HttpResponse:
    """What and where, from the home page: one place narrows the search; several are asked for."""
    what, where = (request.GET.get(name, "").strip()[:200] for name in ("q", "ou"))
    if not where:
        return redirect(_search(q=what))
    place = sure_place(where)
    if place is None:
        return render(request, "desk/ask.html", {"what": what, "where": where, "places": _meant(what, where)})
    return redirect(_search(q=what, territoire=place.uid) if what else _page_of(place.uid))


def _meant(what: str, where: str) -> list[tuple[PlaceMatch, str]]:
    """Each place that the words may mean, with the address it leads to."""
    return [
        (place, _search(q=what, territoire=place.uid) if what else _page_of(place.uid))
        for place in find_places(where)
    ]


def _search(**parameters: str) -> str:
    return f"{reverse('search:search')}?{urlencode(parameters)}"


def _page_of(uid: str) -> str:
    return reverse("territory:territory", args=[uid])


def my_follow_ups(request: HttpRequest) -> HttpResponse:
    """What waits for me, the spaces I sit in, the sheets I hold."""
    reader = reader_of(request)
    if not reader.has(MEMBERS, ADMINISTRATORS) and not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    return render(request, "desk/my_follow_ups.html", {"follow_ups": follow_ups_of(reader, today())})


def guide(request: HttpRequest) -> HttpResponse:
    """Opens the guide again; there is none outside a demonstration."""
    response = redirect("desk:home")
    if not five_minutes.exists():
        raise Http404
    five_minutes.remember(response, closed=False)
    return response


@require_POST
def close_guide(request: HttpRequest) -> HttpResponse:
    response = redirect("desk:home")
    five_minutes.remember(response, closed=True)
    return response
