"""Screens: « Signaux faibles » of a space, one of them, what may be shown outside, a finding made of them (M3, B17)."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import weak_signals as actions
from maillage.concertation.actions.field_findings import SOURCES, make_finding_of
from maillage.concertation.actions.interventions import KIND as KIND_ASKED
from maillage.concertation.forms.field import CorrectSignalForm, FindingFromForm, NoteSignalForm
from maillage.concertation.models import Cycle, Intervention, Signal
from maillage.concertation.queries.findings import finding_for
from maillage.concertation.queries.weak_signals import (
    alike_in,
    frequency_of,
    frequency_outside,
    signal_for,
    signals_of,
    without_finding,
)
from maillage.concertation.views.doors import finding_url, found_by, organisations_spoken_for
from maillage.concertation.views.signal_list import signal_listing
from maillage.core.readers import Reader
from maillage.network.models import Organisation, Space
from maillage.network.queries.space_page import space_for
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.territory.models import Territory
from maillage.thread.models import Item
from maillage.thread.registries import item_kinds
from maillage.ui.doors import let_in
from maillage.ui.listing import listing_response
from maillage.ui.listing.response import swaps_the_list
from maillage.ui.writing import FormPage, answer, posted

MOST_SOURCES = 20


def _space_of_group(reader: Reader, uid: str) -> Space | None:
    """The space, for those who sit in it: what is signalled does not exist for the others."""
    space = space_for(uid, reader)
    return space if space is not None and may(reader, "concertation.sit", space) else None


of_group = found_by(_space_of_group)
of_signal = found_by(signal_for)


def group_crumbs(space: Space) -> tuple[str, ...]:
    return (space.name, reverse("network:space", args=[space.address]))


def signals_url(space: Space) -> str:
    return reverse("concertation:signals", args=[space.address])


def signal_url(signal: Signal) -> str:
    return reverse("concertation:signal", args=[signal.address])


def signal_crumbs(signal: Signal) -> tuple[str, ...]:
    return (*group_crumbs(signal.space), "Signaux faibles", signals_url(signal.space))


@of_group
def signals(request: HttpRequest, space: Space) -> HttpResponse:
    """A form for the phone, the table of frequencies, the list that each of its cells leads to."""
    reader, day = reader_of(request), today()
    listing = signal_listing(space, reader, day)
    context = {"space": space} if swaps_the_list(request) else _around(request, space)
    return listing_response(
        request,
        listing,
        signals_of(space, reader),
        template="concertation/field/signals.html",
        context=context,
    )


def _around(request: HttpRequest, space: Space) -> dict[str, object]:
    reader, day = reader_of(request), today()
    organisations = organisations_spoken_for(reader)
    may_note = may(reader, "concertation.note_signal", space)
    return {
        "space": space,
        "crumbs": (*group_crumbs(space), "Signaux faibles"),
        "form": NoteSignalForm(organisations=organisations) if may_note else None,
        "note_url": reverse("concertation:note_signal", args=[space.address]),
        "table": frequency_of(space, reader, day),
        "alike": without_finding(alike_in(space, reader, day), reader),
        "leads": may(reader, "concertation.lead_field", space),
        "here": signals_url(space),
    }


@of_group
def note_signal(request: HttpRequest, space: Space) -> HttpResponse:
    """What the form at the top of the page is sent to; a page of its own when something is to be read again."""
    let_in(request, "concertation.note_signal", space)
    reader = reader_of(request)
    form = NoteSignalForm(posted(request), organisations=organisations_spoken_for(reader))
    screen = FormPage(
        title="Noter un signal",
        done="C’est noté, pour le groupe seulement.",
        back=signals_url(space),
        about=space.name,
        crumbs=(*group_crumbs(space), "Signaux faibles", signals_url(space)),
        submit="Noter",
    )

    def write() -> None:
        actions.note_signal(
            by=reader,
            uid=form.cleaned_data["uid"],
            space=space,
            fields=form.signal_fields(),
            themes=form.cleaned_data["themes"],
        )

    return answer(request, screen, form, write)


@of_group
def outside(request: HttpRequest, space: Space) -> HttpResponse:
    """« La version à montrer »: a table in which no small count can be read."""
    context = {
        "space": space,
        "crumbs": (*group_crumbs(space), "Signaux faibles", signals_url(space), "À montrer dehors"),
        "told": frequency_outside(space, reader_of(request), today()),
        "day": today(),
    }
    return render(request, "concertation/field/outside.html", context)


@of_signal
def signal(request: HttpRequest, signal: Signal) -> HttpResponse:
    reader = reader_of(request)
    near = [one for one in alike_in(signal.space, reader, today()) if signal in one.signals]
    context = {
        "signal": signal,
        "space": signal.space,
        "crumbs": (*signal_crumbs(signal), signal.text[:60]),
        "may_edit": may(reader, "concertation.edit_signal", signal),
        "leads": may(reader, "concertation.lead_field", signal.space),
        "near": near,
        "facts": [
            ("Vu le", signal.noted_on),
            ("Où", signal.territory.name if signal.territory else "sans lieu"),
            ("Signalé depuis", signal.organisation),
            ("Thèmes", ", ".join(one.name for one in signal.themes.all())),
        ],
    }
    return render(request, "concertation/field/signal.html", context)


@of_signal
def correct_signal(request: HttpRequest, signal: Signal) -> HttpResponse:
    let_in(request, "concertation.edit_signal", signal)
    reader = reader_of(request)
    organisations = organisations_spoken_for(reader)
    if signal.organisation_id:
        either = Q(pk__in=organisations.order_by().values("pk")) | Q(pk=signal.organisation_id)
        organisations = Organisation.objects.filter(either).order_by("sort_name", "pk")
    form = CorrectSignalForm(posted(request), signal=signal, organisations=organisations)
    screen = FormPage(
        title="Corriger le signal",
        done="C’est enregistré.",
        back=signal_url(signal),
        about=signal.text[:90],
        crumbs=(*signal_crumbs(signal), signal.text[:60], signal_url(signal)),
        submit="Enregistrer",
    )

    def write() -> None:
        actions.correct_signal(
            by=reader,
            signal=signal,
            seen=form.cleaned_data["version"],
            fields=form.signal_fields(),
            themes=form.cleaned_data["themes"],
        )

    return answer(request, screen, form, write, row=signal)


@require_POST
@of_signal
def delete_signal(request: HttpRequest, signal: Signal) -> HttpResponse:
    let_in(request, "concertation.edit_signal", signal)
    space = signal.space
    actions.delete_signal(by=reader_of(request), signal=signal)
    messages.success(request, "Le signal est supprimé.")
    return redirect(signals_url(space))


@of_group
def finding_from(request: HttpRequest, space: Space) -> HttpResponse:
    """« En faire un constat »: `de` of the address names the signals, or the request, that it comes of."""
    let_in(request, "concertation.lead_field", space)
    reader = reader_of(request)
    wanted = request.GET.getlist("de")[:MOST_SOURCES]
    seen = Item.objects.visible_to(reader).filter(space=space, kind__in=SOURCES, uid__in=wanted)
    sources = list(seen.exclude(title="").order_by("noted_on", "pk"))
    if not sources:
        raise Http404
    cycles = _open_cycles(space, reader)
    if not cycles.exists():
        messages.error(request, "Un constat se note dans un cycle : ouvrez-en un d’abord.")
        return redirect("concertation:open_cycle", space.address)
    said, places = _said_by(sources)
    form = FindingFromForm(posted(request), cycles=cycles, initial={"wording": said})
    origin, back = _origin(space, sources)
    screen = FormPage(
        title="En faire un constat",
        done="Le constat est mis en commun ; le fil va jusqu’à lui.",
        back=back,
        about=space.name,
        crumbs=(*group_crumbs(space), *origin),
        lead="Relisez la phrase : elle sera lue de tous ceux qui voient le cycle.",
        submit="Mettre en commun",
        template="concertation/field/finding_from.html",
    )

    def write() -> None:
        told = form.cleaned_data
        make_finding_of(
            by=reader,
            uid=told["uid"],
            cycle=told["cycle"],
            sources=sources,
            fields={"wording": told["wording"], "kind": told["kind"]},
            subjects={"territories": places},
        )

    shown = answer(request, screen, form, write, context={"sources": sources})
    made = finding_for(reader, form.cleaned_data["uid"]) if shown.status_code == 302 else None
    return redirect(finding_url(made)) if made else shown


def _origin(space: Space, sources: list[Item]) -> tuple[tuple[str, str], str]:
    """The list that the sources come from, and where to go back to: the page of the only one, or that list."""
    asked = sources[0].kind == KIND_ASKED
    title = "Demandes d’intervention" if asked else "Signaux faibles"
    whole = reverse("concertation:interventions" if asked else "concertation:signals", args=[space.address])
    if len(sources) > 1:
        return (title, whole), whole
    return (title, whole), reverse(item_kinds[sources[0].kind].url_name, args=[sources[0].address])


def _open_cycles(space: Space, reader: Reader) -> QuerySet[Cycle]:
    found = Cycle.objects.visible_to(reader).filter(space=space, closed_on__isnull=True)
    return found.order_by("-opened_on", "-pk")


def _said_by(sources: list[Item]) -> tuple[str, list[Territory]]:
    """The words of the first, whole, and the places of all."""
    keys = [one.pk for one in sources]
    signals = {one.item_id: one for one in Signal.objects.filter(item__in=keys)}
    asked = Intervention.objects.filter(item__in=keys)
    named = [one.territory_id for one in signals.values()] + [one.territory_id for one in asked]
    where = {pk for pk in named if pk is not None}
    places = Territory.objects.defer("shape").filter(pk__in=where).order_by("sort_name", "pk")
    first = signals.get(sources[0].pk)
    return (first.text if first else sources[0].title), list(places)
