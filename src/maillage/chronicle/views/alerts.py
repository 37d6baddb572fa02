"""Screens: « M’avertir », and the page where one sees, changes, suspends and stops it (row C9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.accounts.models import Person
from maillage.chronicle.actions import alerts as actions
from maillage.chronicle.actions.alerts import Wish
from maillage.chronicle.alert_letters import send_confirmation, send_manage_link
from maillage.chronicle.forms.alerts import LinkForm, NewAlertForm, NewAlertOfSourceForm
from maillage.chronicle.models import Subscriber, Subscription
from maillage.chronicle.queries.alerts import person_logged_in, subscriber_called, words_of
from maillage.chronicle.sources import NEWS, WATCH, first_values
from maillage.chronicle.views.alert_limits import may_write_to, slow_down
from maillage.mailing.registries import DigestSource, digest_sources
from maillage.network.views.space_doors import FormScreen, run_form
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in

SENT = "chronicle/alerts/sent.html"


def my_alerts(request: HttpRequest) -> HttpResponse:
    """`/avis/`: one's own page; without an account, what it is and how to find one's own again."""
    person = person_logged_in(request.user)
    if person is None:
        return _find_again(request)
    subscriber = Subscriber.objects.filter(person=person).first()
    if subscriber is not None:
        return redirect("chronicle:alerts", subscriber.uid)
    return render(request, "chronicle/alerts/none.html", {"person": person})


def _find_again(request: HttpRequest) -> HttpResponse:
    """The link goes to the address, whether it is known or not nobody else learns."""
    form = LinkForm(request.POST or None)
    screen = FormScreen(
        title="Mes avis",
        submit="Recevoir le lien",
        back=reverse("chronicle:news"),
        done="",
        template="chronicle/alerts/find_again.html",
    )

    def act(data: dict[str, Any]) -> HttpResponse:
        email = data["email"].lower()
        if not data["website"]:
            slow_down(request)
            known = Subscriber.objects.filter(email=email, confirmed_at__isnull=False).first()
            if known is not None and may_write_to(email):
                with transaction.atomic():
                    send_manage_link(known)
        return render(request, SENT, {"email": email})

    return run_form(request, form, screen, act)


def new_alert(request: HttpRequest) -> HttpResponse:
    """`/avis/nouveau/`: what to hear of; `?quoi=` names a source that another room offers."""
    query = {name: [one.replace("\x00", "") for one in values] for name, values in request.GET.lists()}
    asked = (query.get("quoi") or [""])[0]
    source = digest_sources.get(asked) if asked not in ("", NEWS, WATCH) else None
    if source is not None:
        return _of_source(request, source, query)
    person = person_logged_in(request.user)
    initial = first_values(query) | _present_rhythm(person)
    form = NewAlertForm(request.POST or None, knows_address=person is not None, initial=initial)
    return _answer(request, form, form.wishes, context={"words": ""})


def _present_rhythm(person: Person | None) -> dict[str, str]:
    """One more alert does not change how often one hears."""
    found = (
        Subscriber.objects.filter(person=person).values_list("rhythm", flat=True).first() if person else None
    )
    return {"rhythm": found} if found else {}


def _of_source(request: HttpRequest, source: DigestSource, query: dict[str, list[str]]) -> HttpResponse:
    """The wish stands in the address; a source that gives no way to read it from there has its own page."""
    if source.clean is None:
        raise Http404
    try:
        params = source.clean(query)
    except ValidationError as refused:
        context = {"errors": refused.messages, "back": source.page(query) if source.page else ""}
        return render(request, "chronicle/alerts/refused.html", context, status=400)
    person = person_logged_in(request.user)
    form = NewAlertOfSourceForm(
        request.POST or None, knows_address=person is not None, initial=_present_rhythm(person)
    )
    wish = Wish(source.code, params)
    return _answer(request, form, lambda: [wish], context={"words": source.describe(params)})


def _answer(request: HttpRequest, form: Any, wishes: Any, *, context: dict[str, Any]) -> HttpResponse:
    person = person_logged_in(request.user)
    screen = FormScreen(
        title="M’avertir",
        submit="M’avertir",
        back=reverse("chronicle:my_alerts") if person else reverse("chronicle:news"),
        done="C’est noté. Vous recevrez un seul courrier pour tous vos avis.",
        lead="Un e-mail de temps en temps, avec seulement ce qui vous concerne.",
        template="chronicle/alerts/new_alert.html",
    )

    def act(data: dict[str, Any]) -> HttpResponse:
        if person is None:
            return _asked_by_email(request, data, wishes())
        made = actions.subscribe(by=reader_of(request), person=person, wishes=wishes(), rhythm=data["rhythm"])
        messages.success(request, screen.done)
        return redirect("chronicle:alerts", made.uid)

    return run_form(request, form, screen, act, context=context)


def _asked_by_email(request: HttpRequest, data: dict[str, Any], wishes: list[Wish]) -> HttpResponse:
    """The same page in every case: a known address, a robot, an address that was written to enough."""
    email = data["email"].lower()
    if not data["website"]:
        slow_down(request)
        if may_write_to(email):
            _write_to(request, email, data, wishes)
    return render(request, SENT, {"email": email})


def _write_to(request: HttpRequest, email: str, data: dict[str, Any], wishes: list[Wish]) -> None:
    with transaction.atomic():
        waiting = actions.ask_by_email(
            by=reader_of(request), uid=data["uid"], email=email, wishes=wishes, rhythm=data["rhythm"]
        )
        if waiting:
            send_confirmation(waiting)
            return
        known = Subscriber.objects.filter(email=email, confirmed_at__isnull=False).first()
        if known is not None:
            send_manage_link(known)


def confirm_alerts(request: HttpRequest, uid: str) -> HttpResponse:
    """Where the link of the letter leads: a page whose one large button confirms."""
    found = Subscription.objects.select_related("subscriber__person").filter(uid=uid).first()
    if found is None:
        raise Http404
    let_in(request, "chronicle.confirm_alerts", found)
    if request.method == "POST":
        actions.confirm_alerts(by=reader_of(request), subscription=found)
        return redirect("chronicle:confirm_alerts", uid)
    together = found.subscriber.subscriptions.filter(asked_in=found.asked_in).order_by("pk")
    context = {
        "confirmed": found.confirmed_at is not None,
        "wishes": [words_of(one) for one in together],
        "subscriber": found.subscriber,
    }
    return render(request, "chronicle/alerts/confirm_alerts.html", context)


def held(request: HttpRequest, uid: str) -> Subscriber:
    """One's own; that somebody else is told of anything is nobody's business."""
    subscriber = subscriber_called(uid)
    if subscriber is None:
        raise Http404
    let_in(request, "chronicle.hold_alerts", subscriber)
    return subscriber
