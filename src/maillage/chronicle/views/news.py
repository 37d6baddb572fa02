"""Screens: the news of the network, one item, posting, correcting, withdrawing it (row C9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.chronicle.actions import news as actions
from maillage.chronicle.forms.news import CorrectNewsForm, PostNewsForm
from maillage.chronicle.models import NewsItem
from maillage.chronicle.queries.news import news_item_for, news_seen
from maillage.chronicle.sources import NEWS
from maillage.chronicle.views.news_listing import news_listing
from maillage.chronicle.views.tabs import alert_url, chronicle_tabs
from maillage.chronicle.wording import from_whom, when_in_words
from maillage.network.models import Organisation, Space
from maillage.network.views.space_doors import FormScreen, run_form, uid_asked
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in, present_address
from maillage.ui.listing import listing_response


def news(request: HttpRequest) -> HttpResponse:
    """`/nouvelles/`: what is on now; `?etat=archives` what was."""
    reader, day = reader_of(request), today()
    context = {
        "tabs": chronicle_tabs("news"),
        "may_post": may(reader, "chronicle.post_news"),
        "alert_url": alert_url(request, NEWS),
    }
    return listing_response(
        request,
        news_listing(reader, day),
        news_seen(reader),
        template="chronicle/news/news.html",
        context=context,
    )


def _item(request: HttpRequest, uid: str) -> NewsItem:
    """What was withdrawn is there for who may put it back, for nobody else."""
    item = news_item_for(reader_of(request), uid)
    if item is None or (item.is_withdrawn and not may(reader_of(request), "chronicle.edit_news", item)):
        raise Http404
    return item


def news_item(request: HttpRequest, uid: str) -> HttpResponse:
    item, reader = _item(request, uid), reader_of(request)
    if moved := present_address(request, reverse("chronicle:news_item", args=[item.address])):
        return moved
    context = {
        "item": item,
        "when": when_in_words(item),
        "organisation": _known(item.organisation, reader.keys),
        "space": _known(item.space, reader.keys),
        "is_over": item.shown_until < today(),
        "may_edit": may(reader, "chronicle.edit_news", item),
        "facts": _facts(item),
        "from_whom": from_whom(item, reader),
    }
    return render(request, "chronicle/news/news_item.html", context)


def _known(one: Any, keys: frozenset[str]) -> Any:
    return one if one is not None and one.audience in keys else None


def _facts(item: NewsItem) -> list[tuple[str, object]]:
    return [
        ("Où", item.place),
        ("Territoires", ", ".join(one.name for one in item.territories.all())),
        ("Contact", item.contact),
    ]


def post_news(request: HttpRequest) -> HttpResponse:
    """« Publier une nouvelle »; `?organisation=` or `?espace=` says where one comes from."""
    let_in(request, "chronicle.post_news")
    reader = reader_of(request)
    form = PostNewsForm(request.POST or None, reader=reader, initial=_coming_from(request))
    screen = FormScreen(
        title="Publier une nouvelle",
        submit="Publier",
        back=reverse("chronicle:news"),
        done="La nouvelle est publiée. Ceux que cela concerne la recevront dans leur prochain courrier.",
        lead="Une fois ici, et chacun est averti selon ses thèmes, son territoire et son rythme.",
        template="chronicle/news/form.html",
    )

    def act(data: dict[str, Any]) -> HttpResponse:
        made = actions.post_news(
            by=reader,
            uid=data["uid"],
            fields=form.news_fields(),
            themes=data["themes"],
            territories=data["territories"],
        )
        messages.success(request, screen.done)
        return redirect("chronicle:news_item", made.address)

    return run_form(request, form, screen, act)


def _coming_from(request: HttpRequest) -> dict[str, Any]:
    reader = reader_of(request)
    found: dict[str, Any] = {}
    if uid := uid_asked(request, "organisation"):
        found["organisation"] = Organisation.objects.visible_to(reader).filter(uid=uid).first()
    if uid := uid_asked(request, "espace"):
        found["space"] = Space.objects.visible_to(reader).filter(uid=uid).first()
    return {name: one for name, one in found.items() if one is not None}


def correct_news(request: HttpRequest, uid: str) -> HttpResponse:
    """« Corriger »; two people at once are told."""
    item, reader = _item(request, uid), reader_of(request)
    let_in(request, "chronicle.edit_news", item)
    form = CorrectNewsForm(request.POST or None, reader=reader, item=item)
    back = reverse("chronicle:news_item", args=[item.address])
    screen = FormScreen(
        "Corriger la nouvelle", "Enregistrer", back, "C’est corrigé.", template="chronicle/news/form.html"
    )

    def act(data: dict[str, Any]) -> HttpResponse:
        corrected = actions.correct_news(
            by=reader,
            item=item,
            seen=data["version"],
            fields=form.news_fields(),
            themes=data["themes"],
            territories=data["territories"],
        )
        messages.success(request, screen.done)
        return redirect("chronicle:news_item", corrected.address)

    return run_form(request, form, screen, act, row=item, context={"item": item})


@require_POST
def withdraw_news(request: HttpRequest, uid: str) -> HttpResponse:
    item = _item(request, uid)
    let_in(request, "chronicle.edit_news", item)
    actions.withdraw_news(by=reader_of(request), item=item)
    messages.success(request, "La nouvelle est retirée. Vous pouvez encore la remettre.")
    return redirect("chronicle:news_item", item.address)


@require_POST
def put_news_back(request: HttpRequest, uid: str) -> HttpResponse:
    item = _item(request, uid)
    let_in(request, "chronicle.edit_news", item)
    actions.put_news_back(by=reader_of(request), item=item)
    messages.success(request, "La nouvelle est de nouveau visible.")
    return redirect("chronicle:news_item", item.address)
