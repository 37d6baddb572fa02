"""One row of a list of organisations, cleaned: what will be written, and what the person should know of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from maillage.core.cleaning import Flag, Level
from maillage.core.cleaning.bce import bce_in_words, clean_bce
from maillage.core.cleaning.emails import clean_emails
from maillage.core.cleaning.flags import block, check, info
from maillage.core.cleaning.people import PersonName, clean_people
from maillage.core.cleaning.phones import clean_phones, is_mobile
from maillage.core.cleaning.places import CleanedAddress, PostalLookup, clean_address
from maillage.core.cleaning.websites import clean_website
from maillage.core.folding import fold

LONGEST_NAME, LONGEST_SIGLE, LONGEST_TITLE, LONGEST_TEXT = 200, 40, 120, 5000
_SIGLE_ASIDE = re.compile(r"\s*\(([A-Z][A-Za-z0-9.&-]{1,14})\)\s*$|\s+[-–]\s+([A-Z]{2,10})$")
_NOT_A_NAME = re.compile(r"(?:sous-)?total\b|source\s*:|mise à jour|remarques?\s*:", re.IGNORECASE)
_BETWEEN_TERMS = re.compile(r"\s*[;,|/\n]\s*")

Remarks = list[tuple[str, Flag]]


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone of the organisation: name, what they do there, how to reach them."""

    name: PersonName
    email: str = ""
    phone: str = ""


@dataclass(slots=True)
class CleanedRow:
    """`emails` and `phones` are the organisation's own, those of people taken out; `values` is what the person edits."""

    name: str = ""
    short_name: str = ""
    legal_form: int | None = None
    bce: str = ""
    part_of: str = ""
    address: CleanedAddress | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    website: str = ""
    contacts: tuple[Contact, ...] = ()
    function: str = ""
    sectors: tuple[int, ...] = ()
    presentation: str = ""
    values: dict[str, str] = field(default_factory=dict)
    flags: Remarks = field(default_factory=list)

    @property
    def place(self) -> int | None:
        return self.address.place.key if self.address and self.address.place else None


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms by folded label and notation: sectors, legal forms."""

    sectors: Mapping[str, int]
    legal_forms: Mapping[str, int]


def clean_row(cells: Mapping[str, str], lookup: PostalLookup, terms: Terms) -> CleanedRow:
    """Cleaning what was cleaned changes nothing more: the worker cleans `values` again before it writes."""
    row = CleanedRow()
    _clean_names(row, cells)
    _clean_numbers(row, cells)
    _clean_address(row, cells, lookup)
    _clean_people(row, cells)
    _clean_terms(row, cells, terms)
    row.presentation = _text(row, "presentation", cells.get("presentation", ""), LONGEST_TEXT)
    row.part_of = _text(row, "part_of", cells.get("part_of", ""), LONGEST_NAME)
    _keep_values(row, cells)
    return row


def _clean_names(row: CleanedRow, cells: Mapping[str, str]) -> None:
    name = " ".join(cells.get("name", "").split())
    short_name = " ".join(cells.get("short_name", "").split())
    aside = _SIGLE_ASIDE.search(name)
    if aside and not short_name and len(name) > len(aside[0]) + 4:
        short_name = aside[1] or aside[2]
        name = name[: aside.start()]
        row.flags.append(("short_name", info("Le sigle était à la suite du nom.")))
    if not any(sign.isalnum() for sign in name):
        row.flags.append(("name", block("Il n’y a pas de nom : cette ligne n’est pas reprise.")))
        name = ""
    elif _NOT_A_NAME.match(name) and sum(1 for text in cells.values() if text.strip()) <= 2:
        row.flags.append(("name", block("Cette ligne n’est pas une organisation : elle n’est pas reprise.")))
    row.name = _text(row, "name", name, LONGEST_NAME)
    row.short_name = _text(row, "short_name", short_name, LONGEST_SIGLE)


def _clean_numbers(row: CleanedRow, cells: Mapping[str, str]) -> None:
    number = clean_bce(cells.get("bce", ""))
    website = clean_website(cells.get("website", ""))
    row.bce, row.website = number.value, website.value
    row.flags += [("bce", flag) for flag in number.flags] + [("website", flag) for flag in website.flags]


def _clean_address(row: CleanedRow, cells: Mapping[str, str], lookup: PostalLookup) -> None:
    street, code, locality = (cells.get(key, "") for key in ("street", "postal_code", "locality"))
    row.address = clean_address(street, code, locality, lookup)
    row.flags += [(key, flag) for key, flags in row.address.flags.items() for flag in flags]


def _clean_people(row: CleanedRow, cells: Mapping[str, str]) -> None:
    """The contact people, each with the address and the mobile that are theirs."""
    emails, phones = clean_emails(cells.get("emails", "")), clean_phones(cells.get("phones", ""))
    row.flags += [("emails", flag) for flag in emails.flags] + [("phones", flag) for flag in phones.flags]
    for key, cleaned in (("emails", emails), ("phones", phones)):
        if not any(flag.level is not Level.INFO for flag in cleaned.flags):
            row.values[key] = "; ".join(one for one in (cleaned.value, *cleaned.others) if one)
    family = cells.get("family_name", "").strip()
    given = cells.get("given_name", "").strip()
    written = f"{given} {family.upper()}".strip() if family else cells.get("contact", "")
    found = clean_people(written)
    row.flags += [("contact", flag) for flag in found.flags]
    addresses = [one for one in (emails.value, *emails.others) if one]
    numbers = [one for one in (phones.value, *phones.others) if one]
    contacts = []
    for person in found.people:
        own = next((one for one in addresses if _is_of(one, person)), "")
        mobile = next((one for one in numbers if is_mobile(one)), "") if len(numbers) > 1 else ""
        addresses = [one for one in addresses if one != own]
        numbers = [one for one in numbers if one != mobile]
        contacts.append(Contact(person, own, mobile))
    row.contacts = tuple(contacts)
    row.emails, row.phones = tuple(addresses), tuple(numbers)
    row.function = _text(row, "function", cells.get("function", ""), LONGEST_TITLE)
    if not row.function and len(found.people) == 1:
        row.function = found.people[0].aside[:LONGEST_TITLE]
    _say_what_is_left(row)


def _is_of(address: str, person: PersonName) -> bool:
    """`anne.dupont@…` is Anne Dupont's; `info@…` is nobody's."""
    local = fold(address.split("@", 1)[0]).replace(" ", "")
    family = fold(person.family).replace(" ", "")
    given = fold(person.given).replace(" ", "")
    return (len(family) > 2 and family in local) or (len(given) > 2 and local == given)


def _say_what_is_left(row: CleanedRow) -> None:
    if len(row.emails) > 2:
        row.flags.append(
            ("emails", check(f"Seules deux adresses sont reprises, pas {', '.join(row.emails[2:])}."))
        )
    if len(row.phones) > 2:
        row.flags.append(("phones", check(f"Seuls deux numéros sont repris, pas {', '.join(row.phones[2:])}.")))


def _clean_terms(row: CleanedRow, cells: Mapping[str, str], terms: Terms) -> None:
    form = cells.get("legal_form", "").strip()
    if form:
        row.legal_form = terms.legal_forms.get(fold(form))
        if row.legal_form is None:
            row.flags.append(("legal_form", check(f"« {form[:60]} » n’est pas une forme juridique connue.")))
    text = cells.get("sectors", "").strip()
    whole = terms.sectors.get(fold(text))
    named = [text] if whole else [one for one in _BETWEEN_TERMS.split(text) if one]
    found = [terms.sectors.get(fold(one)) for one in named]
    unknown = [one for one, term in zip(named, found, strict=True) if term is None]
    if unknown:
        shown = ", ".join(f"« {one[:60]} »" for one in unknown[:5])
        row.flags.append(("sectors", check(f"Secteur inconnu, pas repris : {shown}.")))
    row.sectors = tuple(dict.fromkeys(term for term in found if term is not None))


def _text(row: CleanedRow, key: str, text: str, longest: int) -> str:
    if len(text) <= longest:
        return text.strip()
    row.flags.append((key, check(f"Ce texte est trop long : il est coupé à {longest} signes.")))
    return text[:longest].strip()


def _keep_values(row: CleanedRow, cells: Mapping[str, str]) -> None:
    """What the person sees and may correct: the cleaned value, or what was typed when nothing could be kept of it."""
    address = row.address
    cleaned = {
        "name": row.name,
        "short_name": row.short_name,
        "bce": bce_in_words(row.bce),
        "street": address.street if address else "",
        "postal_code": address.postal_code if address else "",
        "locality": address.locality if address else "",
        "website": row.website,
        "function": row.function,
        "presentation": row.presentation,
        "part_of": row.part_of,
    }
    doubtful = {key for key, flag in row.flags if flag.level is not Level.INFO}
    for key, text in {**cells, **cleaned, **row.values}.items():
        kept = cells.get(key, "") if (key in doubtful and not text) else text
        if kept.strip():
            row.values[key] = kept.strip()
