"""Screens: one's own alerts, by log-in or by the link of a digest; what would be told today; stopping."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.chronicle.actions import alerts as actions
from maillage.chronicle.forms.alerts import RhythmForm, WishForm
from maillage.chronicle.models import Subscriber, Subscription
from maillage.chronicle.queries.alerts import next_digest, reader_behind, sections_for, wishes_of, words_of
from maillage.chronicle.rules import MANAGE_LINK
from maillage.chronicle.sources import NEWS, WATCH, terms_wished, territories_wished
from maillage.chronicle.unsubscribing import BadSignature, stop_url, subscriber_of
from maillage.chronicle.views.alerts import held
from maillage.core.readers import link_key
from maillage.network.views.space_doors import FormScreen, run_form
from maillage.records.clock import now
from maillage.records.requests import reader_of


@require_safe
def alerts(request: HttpRequest, uid: str) -> HttpResponse:
    """« Mes avis »."""
    subscriber = held(request, uid)
    context = {
        "subscriber": subscriber,
        "wishes": wishes_of(subscriber),
        "changeable": (NEWS, WATCH),
        "rhythm_form": RhythmForm(initial={"rhythm": subscriber.rhythm}),
        "next": next_digest(subscriber).due,
        "stop_url": stop_url(subscriber.uid),
    }
    return render(request, "chronicle/alerts/alerts.html", context)


@require_safe
def preview(request: HttpRequest, uid: str) -> HttpResponse:
    """« Ce que je recevrais aujourd’hui »: written nowhere, sent nowhere."""
    subscriber = held(request, uid)
    sections = sections_for(subscriber, now(), reader_behind(subscriber))
    context = {
        "subscriber": subscriber,
        "sections": sections,
        "count": sum(len(section.items) for section in sections),
        "next": next_digest(subscriber).due,
    }
    return render(request, "chronicle/alerts/preview.html", context)


@require_POST
def rhythm(request: HttpRequest, uid: str) -> HttpResponse:
    subscriber = held(request, uid)
    form = RhythmForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choisissez un des rythmes de la liste.")
    else:
        actions.choose_rhythm(by=reader_of(request), subscriber=subscriber, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, "Le rythme est changé.")
    return redirect("chronicle:alerts", uid)


@require_POST
def pause(request: HttpRequest, uid: str) -> HttpResponse:
    """Suspends, or resumes what was suspended."""
    subscriber, reader = held(request, uid), reader_of(request)
    if subscriber.paused_at is None:
        actions.pause_alerts(by=reader, subscriber=subscriber)
        messages.success(request, "Vos avis sont suspendus : rien ne partira avant que vous les repreniez.")
    else:
        actions.resume_alerts(by=reader, subscriber=subscriber)
        messages.success(request, "Vos avis reprennent.")
    return redirect("chronicle:alerts", uid)


def _one(subscriber: Subscriber, wish: str) -> Subscription:
    rows = subscriber.subscriptions.filter(confirmed_at__isnull=False, uid=wish)
    found = rows.select_related("subscriber__person").first()
    if found is None:
        raise Http404
    return found


def change_wish(request: HttpRequest, uid: str, wish: str) -> HttpResponse:
    """Other themes, territories, kinds; what another room offered is asked for there."""
    subscriber = held(request, uid)
    one = _one(subscriber, wish)
    if one.source not in (NEWS, WATCH):
        raise Http404
    initial = {
        "kinds": one.params.get("kinds", []),
        "themes": list(terms_wished(one.params)),
        "territories": list(territories_wished(one.params)),
    }
    form = WishForm(request.POST if request.method == "POST" else None, source=one.source, initial=initial)
    back = reverse("chronicle:alerts", args=[uid])
    screen = FormScreen(
        "Changer cet avis",
        "Enregistrer",
        back,
        "C’est changé.",
        lead=words_of(one),
        template="chronicle/alerts/form.html",
    )

    def act(_data: dict[str, Any]) -> object:
        return actions.change_wish(by=reader_of(request), subscription=one, params=form.params(one.source))

    return run_form(request, form, screen, act)


@require_POST
def drop_wish(request: HttpRequest, uid: str, wish: str) -> HttpResponse:
    subscriber = held(request, uid)
    actions.drop_wish(by=reader_of(request), subscription=_one(subscriber, wish))
    messages.success(request, "Cet avis est retiré.")
    if Subscriber.objects.filter(pk=subscriber.pk).exists():
        return redirect("chronicle:alerts", uid)
    return redirect("chronicle:my_alerts")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_alerts(request: HttpRequest, token: str) -> HttpResponse:
    """« Ne plus rien recevoir ». A GET writes nothing, since mail scanners open links; the button posts, and so do
    mail programs in one click (RFC 8058): without a cookie, hence without a CSRF token. The signature is the right.
    """
    try:
        subscriber = subscriber_of(token)
    except BadSignature:
        raise Http404 from None
    if request.method == "POST" and subscriber is not None:
        reader = reader_of(request).with_keys({link_key(MANAGE_LINK, subscriber.uid)})
        actions.stop_alerts(by=reader, subscriber=subscriber)
        subscriber = None
    return render(request, "chronicle/alerts/stop_alerts.html", {"stopped": subscriber is None})
