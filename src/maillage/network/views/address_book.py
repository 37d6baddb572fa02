"""Screens: « Carnet commun » and « Mon carnet » of a space (row A6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from maillage.accounts.actions import use_link
from maillage.accounts.link_cookie import link_in_hand
from maillage.accounts.models import SignedLink
from maillage.core.readers import PUBLIC, Reader, organises_key, person_key
from maillage.network.actions import address_book as actions
from maillage.network.models import AddressBookEntry, Space
from maillage.network.queries.address_book import KnownAlready, own_entries, shared_entries, still_organises
from maillage.network.queries.space_page import space_for
from maillage.network.rules.address_book import ADDRESS_BOOK_LINK
from maillage.network.views.space_doors import of_organised_space
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.doors import present_address
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, Option, listing_response


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps an address book, where; `link` when they came by a personal link, and then see their own lines alone."""

    space: Space
    reader: Reader
    link: SignedLink | None = None

    def url(self, name: str, *args: str) -> str:
        return reverse(f"network:{name}", args=[self.space.address, *args])

    def served(self) -> None:
        """Notes that the link was used."""
        if self.link is not None:
            use_link(link=self.link)


def of_kept_book(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view its keeper: an organiser logged in, or one who came by the link sent to them; nobody else."""

    @wraps(view)
    def found(request: HttpRequest, uid: str, **kwargs: Any) -> HttpResponse:
        keeper = _logged_in(request, uid) or _by_link(request, uid)
        if keeper is None or request.resolver_match is None:
            raise Http404
        here = {"uid": keeper.space.address, **kwargs}
        moved = present_address(request, reverse(request.resolver_match.view_name, kwargs=here))
        return moved or view(request, keeper, **kwargs)

    return found


def _logged_in(request: HttpRequest, uid: str) -> Keeper | None:
    reader = reader_of(request)
    space = space_for(uid, reader)
    return Keeper(space, reader) if space and may(reader, "network.keep_address_book", space) else None


def _by_link(request: HttpRequest, uid: str) -> Keeper | None:
    """The person the link was sent to, as long as they organise the space; they act in these pages only."""
    link = link_in_hand(request, purpose=ADDRESS_BOOK_LINK, subject_uid=uid)
    space = Space.objects.filter(uid=uid).first() if link else None
    if link is None or link.person is None or space is None or not still_organises(link.person, space):
        return None
    person = link.person
    keys = frozenset({PUBLIC, person_key(person.uid), organises_key(space.uid)})
    return Keeper(space, Reader(keys=keys, uid=person.uid, label=person.full_name), link)


@of_organised_space
def address_book(request: HttpRequest, space: Space) -> HttpResponse:
    """« Carnet commun »: what the organisers shared."""
    reader = reader_of(request)
    known = KnownAlready(space, reader)
    context = {
        "space": space,
        "keeps": may(reader, "network.keep_address_book", space),
        "may_ask": may(reader, "network.ask_for_address_books", space),
    }
    return listing_response(
        request,
        _shared_listing(space, known),
        shared_entries(space, reader),
        template="network/address_book/address_book.html",
        context=context,
    )


@of_kept_book
def my_address_book(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """« Mon carnet »: private lines and those one shared; each is ticked, or not."""
    found = own_entries(keeper.space, keeper.reader)
    files = keeper.space.address_book_files.filter(owner__uid=keeper.reader.uid).order_by("-created_at", "-pk")
    context = {"space": keeper.space, "by_link": keeper.link is not None, "files": files[:10]}
    return listing_response(
        request,
        _own_listing(keeper, KnownAlready(keeper.space, keeper.reader)),
        found,
        template="network/address_book/my_address_book.html",
        context=context,
    )


VERBS: dict[str, tuple[Callable[..., int], str, str, str]] = {
    "share": (
        actions.share_entries,
        "Rien de nouveau n’a été partagé.",
        "{} ligne partagée.",
        "{} lignes partagées.",
    ),
    "withdraw": (
        actions.withdraw_entries,
        "Ces lignes n’étaient pas partagées.",
        "{} ligne retirée du carnet commun : vous seul·e la voyez.",
        "{} lignes retirées du carnet commun : vous seul·e les voyez.",
    ),
    "delete": (
        actions.delete_entries,
        "Ces lignes n’y sont plus.",
        "{} ligne supprimée.",
        "{} lignes supprimées.",
    ),
}


@require_POST
@of_kept_book
def tick_entries(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """Shares, withdraws or deletes the lines that were ticked, and no others."""
    verb = VERBS.get(request.POST.get("verb", ""))
    ticked = list(own_entries(keeper.space, keeper.reader).filter(uid__in=request.POST.getlist("entry")))
    if verb is None or not ticked:
        messages.warning(request, "Cochez d’abord les lignes dont il s’agit.")
        return redirect(keeper.url("my_address_book"))
    act, none, one, many = verb
    count = act(by=keeper.reader, space=keeper.space, entries=ticked)
    keeper.served()
    said = none if not count else (one if count == 1 else many).format(count)
    messages.success(request, said)
    return redirect(keeper.url("my_address_book"))


@require_POST
@of_organised_space
def withdraw_entry(request: HttpRequest, space: Space, entry: str) -> HttpResponse:
    """Takes a shared line out of the common address book: its owner, or an organiser when somebody asks to be left out."""
    reader = reader_of(request)
    found = shared_entries(space, reader).filter(uid=entry).first()
    if found is None:
        raise Http404
    actions.withdraw_entries(by=reader, space=space, entries=[found])
    messages.success(request, "La ligne est retirée du carnet commun.")
    return redirect("network:address_book", space.address)


def _shared_listing(space: Space, known: KnownAlready) -> Listing:
    return Listing(
        title=f"Carnet commun – {space.name}",
        nothing="Le carnet commun est encore vide",
        one="contact",
        many="contacts",
        audience=organises_key(space.uid),
        columns=(
            *_contact_columns(),
            ListColumn("par", "Apporté par", "owner.full_name", sort="owner__sort_name"),
            ListColumn(
                "partage", "Partagé le", "shared_at", sort="shared_at", kind=ColumnKind.MOMENT, on_screen=False
            ),
            _known_column(known),
            ListColumn("suite", "Suite", _next_words, show=_part("next_step", space=space)),
        ),
        filters=(Filter("suite", "Suite", options=_steps(), as_select=True),),
        search=("search_key",),
        search_label="Chercher un contact",
        empty_hint="Ouvrez « Mon carnet », apportez vos contacts, puis cochez ceux que vous partagez.",
    )


def _steps() -> tuple[Option, ...]:
    return (
        Option("a-inviter", "à inviter", Q(invitation__isnull=True)),
        Option("invites", "déjà invités", Q(invitation__isnull=False)),
    )


def _own_listing(keeper: Keeper, known: KnownAlready) -> Listing:
    return Listing(
        title=f"Mon carnet – {keeper.space.name}",
        lead=(
            "Vous seul·e voyez vos lignes, jusqu’à ce que vous les cochiez pour les partager."
            " Une ligne partagée peut être retirée à tout moment ; une ligne privée s’efface après 90 jours."
        ),
        nothing="Votre carnet est encore vide",
        one="ligne",
        many="lignes",
        audience=person_key(keeper.reader.uid),
        columns=(
            ListColumn("ligne", "Partager", "list_name", show=_box, in_files=False),
            *_contact_columns(lambda row: keeper.url("address_book_entry", row.uid)),
            ListColumn("etat", "Partagé ?", _state_words, show=_part("state"), sort="shared_at"),
            ListColumn("remarques", "À vérifier", _remark_words, on_screen=False),
            _known_column(known, label="À vérifier", template="checks"),
        ),
        filters=(
            Filter("etat", "Partagé ?", options=_states(), as_select=True),
            Filter(
                "remarques",
                "À vérifier",
                options=(Option("oui", "avec une remarque", Q(doubts__gt=0)),),
                as_select=True,
            ),
        ),
        search=("search_key",),
        search_label="Chercher dans mon carnet",
        default_sort="organisation",
        rows_template="network/address_book/rows.html",
        empty_hint="Déposez un fichier, ou ajoutez une ligne à la main : rien n’est partagé avant que vous ne le cochiez.",
    )


def _states() -> tuple[Option, ...]:
    return (
        Option("prive", "privé", Q(shared_at__isnull=True)),
        Option("partage", "partagé", Q(shared_at__isnull=False)),
    )


def _contact_columns(url: Callable[[Any], str] | None = None) -> tuple[ListColumn, ...]:
    """Three columns to read on a screen, six in a file."""
    return (
        ListColumn("organisation", "Organisation", _first_words, sort="sort_name", link=url),
        ListColumn("qui", "Personne", "person_name", show=_part("who"), in_files=False),
        ListColumn("joindre", "Contact", "email", show=_part("reach"), in_files=False),
        ListColumn("personne", "Personne", "person_name", on_screen=False),
        ListColumn("fonction", "Fonction", "function", on_screen=False),
        ListColumn("courriel", "E-mail", "email", on_screen=False),
        ListColumn("telephone", "Téléphone", "phone", on_screen=False),
        ListColumn("localite", "Localité", "locality", on_screen=False),
    )


def _part(name: str, **more: Any) -> Callable[[AddressBookEntry], str]:
    """A cell drawn by `network/address_book/<name>.html`; one that says nothing is empty."""

    def shown(row: AddressBookEntry) -> str:
        drawn = render_to_string(f"network/address_book/{name}.html", {"row": row, **more})
        return mark_safe(drawn.strip())  # noqa: S308 - drawn by a template, which escapes

    return shown


def _first_words(row: AddressBookEntry) -> str:
    return row.organisation_name or row.list_name


def _known_column(known: KnownAlready, *, label: str = "Déjà connu ?", template: str = "known") -> ListColumn:
    def words(row: AddressBookEntry) -> str:
        return " ; ".join(one.words for one in known.of(row))

    def shown(row: AddressBookEntry) -> str:
        return _part(template, known=known.of(row))(row)

    return ListColumn("connu", label, words, show=shown)


def _box(row: AddressBookEntry) -> str:
    return format_html(
        '<input type="checkbox" name="entry" value="{}" aria-label="Cocher {}">', row.uid, row.list_name
    )


def _state_words(row: AddressBookEntry) -> str:
    return "partagé" if row.is_shared else "privé"


def _remark_words(row: AddressBookEntry) -> str:
    return " ; ".join(f"{one['field']} : {one['message']}" for one in row.remarks)


def _next_words(row: AddressBookEntry) -> str:
    return row.invitation.get_status_display() if row.invitation else ""
