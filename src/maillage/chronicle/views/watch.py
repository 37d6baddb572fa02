"""Screens: watch notes, writing one, telling spaces of it (row H11)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillage.accounts.models import Person
from maillage.chronicle.actions import watch as actions
from maillage.chronicle.forms.news import spaces_organised
from maillage.chronicle.forms.watch import CorrectWatchNoteForm, NewWatchNoteForm, TellForm
from maillage.chronicle.queries.watch import watch_note_for, watch_notes_seen
from maillage.chronicle.sources import WATCH
from maillage.chronicle.views.tabs import alert_url, chronicle_tabs
from maillage.chronicle.views.watch_listing import watch_listing
from maillage.network.views.space_doors import FormScreen, run_form
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.days import in_words
from maillage.ui.doors import let_in, present_address
from maillage.ui.listing import listing_response

FORM = "chronicle/watch/form.html"


def watch_notes(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    context = {
        "tabs": chronicle_tabs("watch_notes"),
        "may_write": may(reader, "chronicle.write_watch_note"),
        "alert_url": alert_url(request, WATCH),
    }
    return listing_response(
        request,
        watch_listing(reader, today()),
        watch_notes_seen(reader),
        template="chronicle/watch/watch_notes.html",
        context=context,
    )


def _note(request: HttpRequest, uid: str) -> Any:
    note = watch_note_for(reader_of(request), uid)
    if note is None or (note.is_withdrawn and not may(reader_of(request), "chronicle.write_watch_note")):
        raise Http404
    return note


def watch_note(request: HttpRequest, uid: str) -> HttpResponse:
    note, reader = _note(request, uid), reader_of(request)
    if moved := present_address(request, reverse("chronicle:watch_note", args=[note.address])):
        return moved
    context = {
        "note": note,
        "may_write": may(reader, "chronicle.write_watch_note"),
        "may_tell": may(reader, "chronicle.write_watch_note") and spaces_organised(reader).exists(),
        "facts": [
            ("Date", in_words(note.dated_on)),
            ("En vigueur le", in_words(note.effective_on) if note.effective_on else ""),
            ("Source", note.source),
            ("Territoires", ", ".join(one.name for one in note.territories.all())),
        ],
    }
    return render(request, "chronicle/watch/watch_note.html", context)


def write_watch_note(request: HttpRequest) -> HttpResponse:
    """« Écrire une note »."""
    let_in(request, "chronicle.write_watch_note")
    form = NewWatchNoteForm(request.POST or None)
    screen = FormScreen(
        title="Écrire une note de veille",
        submit="Publier",
        back=reverse("chronicle:watch_notes"),
        done="La note est publiée. Vous pouvez maintenant la dire à des espaces.",
        lead="Ce qui change, où c’est écrit, ce que cela veut dire pour nous.",
        template=FORM,
    )

    def act(data: dict[str, Any]) -> HttpResponse:
        made = actions.write_watch_note(
            by=reader_of(request),
            uid=data["uid"],
            fields=form.note_fields(),
            themes=data["themes"],
            territories=data["territories"],
        )
        messages.success(request, screen.done)
        return redirect("chronicle:watch_note", made.address)

    return run_form(request, form, screen, act)


def correct_watch_note(request: HttpRequest, uid: str) -> HttpResponse:
    note = _note(request, uid)
    let_in(request, "chronicle.write_watch_note")
    form = CorrectWatchNoteForm(request.POST or None, note=note)
    back = reverse("chronicle:watch_note", args=[note.address])
    screen = FormScreen("Corriger la note", "Enregistrer", back, "C’est corrigé.", template=FORM)

    def act(data: dict[str, Any]) -> HttpResponse:
        corrected = actions.correct_watch_note(
            by=reader_of(request),
            note=note,
            seen=data["version"],
            fields=form.note_fields(),
            themes=data["themes"],
            territories=data["territories"],
        )
        messages.success(request, screen.done)
        return redirect("chronicle:watch_note", corrected.address)

    return run_form(request, form, screen, act, row=note)


def tell_spaces(request: HttpRequest, uid: str) -> HttpResponse:
    """« Dire à… »: the spaces that one organises and that do not know yet."""
    note, reader = _note(request, uid), reader_of(request)
    let_in(request, "chronicle.write_watch_note")
    spaces = spaces_organised(reader).exclude(pk__in=note.told.values("space"))
    form = TellForm(request.POST or None, spaces=spaces, reader=reader)
    back = reverse("chronicle:watch_note", args=[note.address])
    screen = FormScreen(
        title="Dire à…",
        submit="Envoyer",
        back=back,
        done="",
        lead="Chaque membre des espaces choisis reçoit la note par e-mail, une seule fois.",
        template="chronicle/watch/tell_spaces.html",
    )

    def act(data: dict[str, Any]) -> HttpResponse:
        person = Person.objects.filter(uid=reader.uid).first() if reader.uid else None
        told = actions.tell_spaces(
            by=reader,
            note=note,
            spaces=list(data["spaces"]),
            word=data["word"],
            reply_to=person.email if person else "",
        )
        said = ngettext("Le message part vers %(n)s personne.", "Le message part vers %(n)s personnes.", told)
        messages.success(request, said % {"n": told})
        return redirect(back)

    return run_form(request, form, screen, act, context={"note": note})


@require_POST
def withdraw_watch_note(request: HttpRequest, uid: str) -> HttpResponse:
    note = _note(request, uid)
    let_in(request, "chronicle.write_watch_note")
    actions.withdraw_watch_note(by=reader_of(request), note=note)
    messages.success(request, "La note est retirée. Vous pouvez encore la remettre.")
    return redirect("chronicle:watch_note", note.address)


@require_POST
def put_watch_note_back(request: HttpRequest, uid: str) -> HttpResponse:
    note = _note(request, uid)
    let_in(request, "chronicle.write_watch_note")
    actions.put_watch_note_back(by=reader_of(request), note=note)
    messages.success(request, "La note est de nouveau visible.")
    return redirect("chronicle:watch_note", note.address)
