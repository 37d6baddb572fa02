"""Screens: « Écrire à… »: choose people by what they do and where, see who is reached and who is not, send or copy."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader
from maillage.network.actions.letters import write_to_group
from maillage.network.forms.letters import AddresseesForm, GroupLetterForm
from maillage.network.models import GroupLetter
from maillage.network.queries.addressees import Addressee, Addressees, Chosen, addressees
from maillage.network.queries.letters import copies_of, letters_seen
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.listing import ColumnKind, ListColumn, Listing, listing_response


def _page(letter: GroupLetter) -> str:
    return reverse("network:letter", args=[letter.uid])


LETTERS = Listing(
    title="Lettres envoyées",
    nothing="Aucune lettre",
    one="lettre",
    many="lettres",
    audience="coordinators",
    columns=(
        ListColumn("objet", "Objet", "subject", sort="sort_subject", link=_page),
        ListColumn("qui", "Destinataires", "chosen"),
        ListColumn("copies", "Personnes", "reached", sort="reached", kind=ColumnKind.NUMBER),
        ListColumn("par", "Par", "written_by"),
        ListColumn("date", "Envoyée le", "sent_at", sort="sent_at", kind=ColumnKind.MOMENT),
    ),
    search=("sort_subject",),
    default_sort="-date",
)


def _reader(request: HttpRequest) -> Reader:
    reader = reader_of(request)
    if not reader.has(COORDINATORS, ADMINISTRATORS):
        raise Http404
    return reader


def write_to(request: HttpRequest) -> HttpResponse:
    """The choice is in the address, so that it can be kept and shared; the letter is posted to the same address."""
    reader = _reader(request)
    choice = AddresseesForm(request.GET or None, reader=reader)
    chosen = choice.chosen() if choice.is_valid() else None
    context: dict[str, Any] = {"choice": choice, "chosen": chosen}
    if chosen is None or chosen.is_empty:
        return render(request, "network/letters/write_to.html", context)
    found = addressees(chosen, reader, today())
    ticked = _ticked(request, found)
    letter = GroupLetterForm(request.POST or None, reader=reader)
    if request.method == "POST" and letter.is_valid() and "send" in request.POST:
        try:
            return _sent(request, reader, letter, chosen, ticked)
        except ValidationError as refusal:
            letter.add_error(None, refusal)
    context |= {
        "found": found,
        "ticked": {one.email for one in ticked},
        "letter": letter,
        "preview": request.method == "POST" and letter.is_valid(),
        "addresses": "; ".join(one.email for one in ticked),
        "count": len(ticked),
    }
    return render(request, "network/letters/write_to.html", context)


def _ticked(request: HttpRequest, found: Addressees) -> list[Addressee]:
    """Everyone at first; then those whose box is still ticked."""
    if request.method != "POST":
        return found.reached
    kept = set(request.POST.getlist("people"))
    return [one for one in found.reached if one.post.person.uid in kept]


def _sent(
    request: HttpRequest, reader: Reader, letter: GroupLetterForm, chosen: Chosen, ticked: list[Addressee]
) -> HttpResponse:
    said = letter.cleaned_data
    write_to_group(
        by=reader,
        uid=said["uid"],
        host=said["host"],
        subject=said["subject"],
        text=said["text"],
        chosen=chosen.words,
        addressees=ticked,
        reply_to=getattr(request.user, "email", ""),
    )
    people = "1 personne" if len(ticked) == 1 else f"{len(ticked)} personnes"
    messages.success(request, f"La lettre part vers {people}, chacune séparément.")
    return redirect(reverse("network:letters"))


def letters(request: HttpRequest) -> HttpResponse:
    reader = _reader(request)
    rows = letters_seen(GroupLetter.objects.visible_to(reader))
    return listing_response(request, LETTERS, rows, template="network/letters/letters.html")


def letter(request: HttpRequest, uid: str) -> HttpResponse:
    """What was written, to whom, and what became of each copy."""
    found = get_object_or_404(GroupLetter.objects.visible_to(_reader(request)).select_related("host"), uid=uid)
    return render(request, "network/letters/letter.html", {"letter": found, "copies": copies_of(found)})
