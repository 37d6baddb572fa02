"""Screens: bringing a file of contacts, saying what its columns are, typing or correcting one line (row A6)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from maillage.network.actions import address_book as actions
from maillage.network.forms.address_book import ContactColumnsForm, ContactsFileForm, EntryForm
from maillage.network.imports.address_book import LABELS, Card, card_of, cards_of
from maillage.network.models import AddressBookEntry, AddressBookFile
from maillage.network.queries.address_book import KnownAlready, own_entries
from maillage.network.views.address_book import Keeper, of_kept_book
from maillage.network.views.space_doors import FormScreen, run_form

NOTHING = "Il n’y a rien à garder de cette ligne : donnez un nom, une adresse ou un téléphone."


@of_kept_book
def bring_contacts(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """A file becomes private lines; the next page says what its columns were taken for."""
    form = ContactsFileForm(request.POST or None, request.FILES or None)
    screen = FormScreen(
        title="Apporter mes contacts",
        submit="Lire ce fichier",
        back=keeper.url("my_address_book"),
        done="",
        lead="Vous relirez chaque ligne ; rien n’est partagé avant que vous ne l’ayez cochée.",
        template="network/address_book/form.html",
    )

    def act(data: dict[str, Any]) -> HttpResponse:
        contacts = form.contacts
        cards = cards_of(contacts.rows, contacts.mapping, keeper.reader)
        file = actions.bring_contacts(
            by=keeper.reader, space=keeper.space, contacts=contacts, cards=cards, uid=data["uid"]
        )
        keeper.served()
        messages.success(request, _brought(len(cards), len(contacts.rows)))
        return redirect(keeper.url("address_book_file", file.uid))

    return run_form(request, form, screen, act, context={"space": keeper.space})


def _brought(cards: int, rows: int) -> str:
    words = (
        "Aucune ligne reprise" if not cards else f"{cards} lignes reprises" if cards > 1 else "1 ligne reprise"
    )
    if cards < rows:
        others = "les autres ne nomment" if rows - cards > 1 else "l’autre ne nomme"
        words += f" sur {rows} ; {others} personne"
    return f"{words}. Vous seul·e les voyez."


def _own_file(keeper: Keeper, uid: str) -> AddressBookFile:
    files = keeper.space.address_book_files.select_related("owner", "space")
    return get_object_or_404(files, uid=uid, owner__uid=keeper.reader.uid)


@of_kept_book
def address_book_file(request: HttpRequest, keeper: Keeper, file: str) -> HttpResponse:
    """What the columns were taken for; they can be read otherwise, or everything forgotten."""
    found = _own_file(keeper, file)
    if request.method == "POST" and "forget" in request.POST:
        count = actions.forget_file(by=keeper.reader, file=found)
        messages.success(request, f"Le fichier et ses lignes privées ({count}) sont supprimés.")
        return redirect(keeper.url("my_address_book"))
    form = ContactColumnsForm(request.POST or None, headers=found.headers, mapping=found.mapping)
    private = list(found.entries.private().order_by("row", "pk"))
    screen = FormScreen(
        title="Que contiennent les colonnes ?",
        submit="Relire avec ces colonnes",
        back=keeper.url("my_address_book"),
        done="Les lignes ont été relues.",
        lead="Voici ce que nous avons reconnu. Si tout est bon, passez à votre carnet.",
        template="network/address_book/file.html",
    )

    def act(_data: dict[str, Any]) -> object:
        rows = sorted({entry.row: entry.raw for entry in private}.items())
        cards = cards_of(rows, form.mapping(), keeper.reader)
        return actions.read_columns_again(by=keeper.reader, file=found, mapping=form.mapping(), cards=cards)

    context = {
        "space": keeper.space,
        "file": found,
        "private": len(private),
        "columns": _columns(form, found, private),
        "mine": screen.back,
    }
    return run_form(request, form, screen, act, context=context)


def _columns(
    form: ContactColumnsForm, file: AddressBookFile, private: list[AddressBookEntry]
) -> list[dict[str, Any]]:
    """Each column with its list and up to three of its cells."""
    taken = {int(position): LABELS.get(str(key), "") for position, key in file.mapping}
    shown = []
    for position, header in enumerate(file.headers):
        cells = (entry.raw[position] for entry in private if position < len(entry.raw) and entry.raw[position])
        examples = list(dict.fromkeys(cells))[:3]
        shown.append(
            {
                "header": header,
                "bound": form[f"c{position}"],
                "examples": examples,
                "taken": taken.get(position, ""),
            }
        )
    return shown


@of_kept_book
def new_entry(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    form = EntryForm(request.POST or None)
    screen = FormScreen(
        title="Ajouter une ligne",
        submit="Ajouter à mon carnet",
        back=keeper.url("my_address_book"),
        done="La ligne est dans votre carnet : vous seul·e la voyez.",
        lead="Seulement des contacts professionnels : jamais de bénéficiaires.",
        template="network/address_book/form.html",
    )

    def act(data: dict[str, Any]) -> object:
        card = _card(form, keeper)
        entry = actions.add_entry(by=keeper.reader, space=keeper.space, card=card, uid=data["uid"])
        keeper.served()
        return entry

    return run_form(request, form, screen, act, context={"space": keeper.space})


@of_kept_book
def address_book_entry(request: HttpRequest, keeper: Keeper, entry: str) -> HttpResponse:
    """One's own line: remarks, what it may already be, and what can be corrected."""
    found = own_entries(keeper.space, keeper.reader).filter(uid=entry).first()
    if found is None:
        raise Http404
    form = EntryForm(request.POST or None, initial=found.values)
    screen = FormScreen(
        title=found.list_name,
        submit="Enregistrer",
        back=keeper.url("my_address_book"),
        done="La ligne est corrigée.",
        template="network/address_book/entry.html",
    )

    def act(_data: dict[str, Any]) -> object:
        return actions.correct_entry(by=keeper.reader, entry=found, card=_card(form, keeper, found.values))

    context = {
        "space": keeper.space,
        "row": found,
        "known": KnownAlready(keeper.space, keeper.reader).of(found),
    }
    return run_form(request, form, screen, act, context=context)


def _card(form: EntryForm, keeper: Keeper, kept: dict[str, str] | None = None) -> Card:
    """Refused like any field when nothing of what was typed can be kept."""
    card = card_of(form.cells(kept), keeper.reader)
    if card is None:
        raise ValidationError(NOTHING)
    return card
