"""From a file of contacts, or a line typed by hand, to cards: cleaned cells, remarks, likely sheets of the directory (A6).

Reading, cleaning and comparing are those of imports; here a person without an organisation is a contact too, and a
cell that names two people makes two cards. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models.functions import Lower

from maillage.accounts.models import Person
from maillage.core.cleaning import Flag, Level
from maillage.core.cleaning.flags import check
from maillage.core.columns import FieldHint, guess_columns, layout_of
from maillage.core.folding import fold
from maillage.core.matching.people import PersonIdentity, same_person
from maillage.core.readers import Reader
from maillage.core.sheets import SheetRow, UnreadableFile, read_sheets
from maillage.exchange.reading import cells_by_field, chosen_sheet
from maillage.exchange.registries import CandidateShown
from maillage.network.imports.cleaned import CleanedRow, Contact, clean_row
from maillage.network.imports.fields import FIELDS as OF_ORGANISATIONS
from maillage.network.imports.places import TerritoryLookup
from maillage.network.imports.previewing import OrganisationPreviewer, known_terms

MOST_CARDS = 1_000
"""Contacts of one file: more is no address book, and the answer must come at once."""
LONGEST_RAW = 500
KEYS = (
    "name",
    "short_name",
    "contact",
    "given_name",
    "family_name",
    "function",
    "emails",
    "phones",
    "website",
    "street",
    "postal_code",
    "locality",
    "bce",
)
_AS_EXPORTED = {
    "name": ("societe", "entreprise", "company", "organization name", "organization"),
    "given_name": ("first name", "given name"),
    "family_name": ("last name", "family name", "surname"),
    "function": ("job title", "organization title", "intitule de poste"),
    "emails": ("adresse de messagerie", "e mail address", "e mail 1 value", "e mail 2 value"),
    "phones": ("phone", "mobile phone", "business phone", "telephone bureau", "tel mobile", "phone 1 value"),
    "website": ("page web", "website"),
    "postal_code": ("code postal bureau", "business postal code"),
    "locality": ("ville bureau", "business city", "city"),
    "street": ("rue bureau", "business street", "street"),
}
"""Header words of what Outlook and Gmail export."""
_GIVEN = {"prenom", "prenoms", "first name", "given name", "voornaam"}

FIELDS = tuple(one for one in OF_ORGANISATIONS if one.key in KEYS)
LABELS = {one.key: one.label for one in FIELDS} | {
    "name": "Organisation",
    "contact": "Personne (prénom et nom)",
    "given_name": "Prénom",
    "family_name": "Nom de famille",
    "function": "Fonction",
}


@dataclass(frozen=True, slots=True)
class ContactsFile:
    """What a file holds: its headers, what they are taken to be, its rows with their number."""

    name: str
    headers: tuple[str, ...]
    mapping: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One contact, ready to be kept. `likely`: JSON-ready, as in `AddressBookEntry`."""

    values: Mapping[str, str]
    remarks: Sequence[tuple[str, Flag]] = ()
    likely: Sequence[Mapping[str, Any]] = ()
    organisation_name: str = ""
    given_name: str = ""
    family_name: str = ""
    function: str = ""
    email: str = ""
    phone: str = ""
    locality: str = ""
    number: int = 0
    raw: tuple[str, ...] = field(default=())

    @property
    def person_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


def read_contacts(content: bytes, file_name: str) -> ContactsFile:
    """The longest sheet of the file. Raises `UnreadableFile` with what the person can do about it."""
    sheet = chosen_sheet(read_sheets(content, file_name), "")
    layout = layout_of(sheet, [one.hint for one in FIELDS])
    rows = [row for row in layout.rows if row.number not in sheet.title_rows]
    if len(rows) > MOST_CARDS:
        raise UnreadableFile(
            f"Ce fichier compte {len(rows)} contacts, et un carnet en prend 1 000 à la fois :"
            " gardez ceux qui sont utiles ici, ou partagez-le en plusieurs fichiers."
        )
    guesses = guess_columns(layout, _hints(layout.headers))
    mapping = tuple((one.position, one.field) for one in guesses if one.field)
    if not mapping:
        raise UnreadableFile(
            "Aucune colonne n’a été reconnue. Mettez en première ligne des titres comme"
            " « Organisation », « Prénom », « Nom », « E-mail », « Téléphone »."
        )
    headers = tuple(header[:100] or f"Colonne {place + 1}" for place, header in enumerate(layout.headers))
    kept = ((row.number, tuple(cell[:LONGEST_RAW] for cell in row.cells[: len(headers)])) for row in rows)
    return ContactsFile(file_name, headers, mapping, tuple(kept))


def _hints(headers: Sequence[str]) -> list[FieldHint]:
    """In an address book « Nom » beside « Prénom » is always a person's."""
    hints = [replace(one.hint, words=(*one.hint.words, *_AS_EXPORTED.get(one.key, ()))) for one in FIELDS]
    if not _GIVEN & {fold(header) for header in headers}:
        return hints
    moved = {"name": lambda words: tuple(word for word in words if word not in {"nom", "name", "naam"})}
    moved["family_name"] = lambda words: (*words, "nom", "naam")
    return [replace(one, words=moved[one.key](one.words)) if one.key in moved else one for one in hints]


def cards_of(
    rows: Iterable[tuple[int, Sequence[str]]], mapping: Sequence[tuple[int, str]], reader: Reader
) -> list[Card]:
    """The cards of a file's rows; a row that names nobody and gives no way to reach anybody makes none."""
    cells = (
        (number, tuple(raw), cells_by_field(SheetRow(number, tuple(raw)), mapping)) for number, raw in rows
    )
    return _compared(_read(cells, reader), reader)


def card_of(cells: Mapping[str, str], reader: Reader) -> Card | None:
    """The card of one line typed by hand; None when there is nothing to keep of it."""
    typed = {key: cells[key] for key in KEYS if cells.get(key)}
    return next(iter(_compared(_read([(0, (), typed)], reader), reader)), None)


def _read(rows: Iterable[tuple[int, tuple[str, ...], Mapping[str, str]]], reader: Reader) -> Iterator[Card]:
    previewer, lookup, terms = OrganisationPreviewer(reader), TerritoryLookup(), known_terms()
    for number, raw, cells in rows:
        if not cells:
            continue
        preview = previewer.preview(number, cells)
        likely = [_sheet(one) for one in preview.candidates if one.target is not None]
        cleaned = clean_row(cells, lookup, terms)
        for card in _cards(cleaned, cells):
            yield replace(card, likely=likely, number=number, raw=raw)


def _sheet(candidate: CandidateShown) -> dict[str, Any]:
    return {"organisation": candidate.target, "reasons": list(candidate.reasons), "same": candidate.is_same}


def _cards(row: CleanedRow, cells: Mapping[str, str]) -> Iterator[Card]:
    """One card a person; the organisation alone when nobody is named."""
    reachable = row.emails or row.phones
    is_blocked = any(flag.level is Level.BLOCK for _key, flag in row.flags)
    if is_blocked and not row.contacts and not reachable:
        return
    remarks = [(key, flag) for key, flag in row.flags if flag.level is not Level.BLOCK]
    if not row.name:
        remarks.append(("name", check("Sans organisation : dites laquelle avant d’inviter.")))
    if not row.contacts:
        yield _card(row, None, cells, remarks)
    for contact in row.contacts:
        yield _card(row, contact, cells, remarks)


def _card(
    row: CleanedRow, contact: Contact | None, cells: Mapping[str, str], remarks: Sequence[tuple[str, Flag]]
) -> Card:
    alone = len(row.contacts) < 2
    emails = [contact.email] if contact and contact.email else []
    phones = [contact.phone] if contact and contact.phone else []
    if alone or not emails:
        emails += row.emails
    if alone or not phones:
        phones += row.phones
    given, family = _name(contact, cells, alone=alone)
    values = {key: row.values[key] for key in KEYS if key in row.values and key != "contact"}
    values |= {"given_name": given, "family_name": family, "function": row.function}
    values |= {
        key: "; ".join(found) or values.get(key, "") for key, found in (("emails", emails), ("phones", phones))
    }
    return Card(
        values={key: value for key, value in values.items() if value},
        remarks=remarks,
        organisation_name=row.name,
        given_name=given,
        family_name=family,
        function=row.function,
        email=next(iter(emails), ""),
        phone=next(iter(phones), ""),
        locality=(row.values.get("locality") or "")[:120],
    )


def _name(contact: Contact | None, cells: Mapping[str, str], *, alone: bool) -> tuple[str, str]:
    """As it was typed in two columns (« van den Bergh »), unless it was all in capitals."""
    if contact is None:
        return "", ""
    typed = " ".join(cells.get("family_name", "").split())
    as_typed = alone and typed and not typed.isupper() and fold(typed) == fold(contact.name.family)
    return contact.name.given, typed if as_typed else contact.name.family


def _compared(cards: Iterable[Card], reader: Reader) -> list[Card]:
    """Adds the people of the directory that the reader may see and who bear the same address."""
    kept = list(cards)
    emails = {card.email for card in kept if card.email}
    known = [
        PersonIdentity(pk, given, family, email)
        for pk, given, family, email in Person.objects.visible_to(reader)
        .annotate(low=Lower("email"))
        .filter(low__in=emails)
        .exclude(email="")
        .order_by("pk")
        .values_list("pk", "given_name", "family_name", "email")
    ]
    return [_with_person(card, known) for card in kept]


def _with_person(card: Card, known: Sequence[PersonIdentity]) -> Card:
    if not card.email or not known:
        return card
    found = same_person(PersonIdentity("", card.given_name, card.family_name, card.email), known)
    if found is None:
        return card
    return replace(card, likely=[*card.likely, {"person": found[0].key, "reasons": [found[1]], "same": True}])
