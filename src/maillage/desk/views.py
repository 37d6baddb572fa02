"""Screens: the home page, « Mes suivis », the guide of the first five minutes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.core.readers import ADMINISTRATORS, MEMBERS
from maillage.desk import guide as five_minutes
from maillage.desk.doors import doors
from maillage.desk.follow_ups import follow_ups_of
from maillage.desk.queries import busiest_spaces, figures_of, is_empty
from maillage.records.clock import today
from maillage.records.requests import reader_of


def home(request: HttpRequest) -> HttpResponse:
    """« Qui fait quoi, où, pour qui ? »; on an empty installation, the first steps."""
    if is_empty():
        return render(request, "desk/first_steps.html")
    reader, day = reader_of(request), today()
    context = {
        "figures": figures_of(reader, day),
        "spaces": busiest_spaces(reader, day),
        "doors": doors() if not reader.uid else [],
        "steps": five_minutes.steps(reader) if five_minutes.is_open(request) else [],
    }
    return render(request, "desk/home.html", context)


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
