"""One row of a list of offers, cleaned: what will be written, and what the person should know of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from maillage.cadastre.imports.known import Known, Rung
from maillage.cadastre.models import Offer
from maillage.cadastre.models.offers import LONGEST_TEXT
from maillage.core.cleaning.emails import clean_emails
from maillage.core.cleaning.flags import Flag, Level, block, check, info
from maillage.core.cleaning.phones import clean_phones
from maillage.core.cleaning.places import CleanedAddress, clean_address, looks_like_street
from maillage.core.cleaning.websites import clean_website
from maillage.core.folding import fold
from maillage.core.hours import Slot, UnreadHours, occurrences, read_hours, slot_in_words

Kind = Offer.Kind
DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y")
MOST_PLACES = 5_000
_BETWEEN = re.compile(r"\s*[;,|/\n]\s*")
_FREE = frozenset({"gratuit", "gratuite", "0", "0 eur", "0 euro", "non payant", "sans frais"})
_KINDS = (
    (Kind.SURGERY, ("permanence",)),
    (Kind.SERVICE, ("service", "accompagnement", "aide")),
    (Kind.TRAINING, ("formation", "cours", "atelier", "module", "alpha", "fle")),
)
_WAYS = (
    (Offer.RegistrationWay.PHONE, ("tel", "gsm", "appel")),
    (Offer.RegistrationWay.ON_SPOT, ("sur place", "accueil", "passer", "permanence")),
    (Offer.RegistrationWay.APPOINTMENT, ("rendez vous", "rdv")),
    (Offer.RegistrationWay.ONLINE, ("en ligne", "mail", "internet", "site", "formulaire")),
)


@dataclass(slots=True)
class CleanedOffer:
    """`fields`: what goes on the offer, by attribute; `levels`: (skill, scale, entry, exit); `site`: a known place of the
    operator; `address`: one that it does not have yet. `says_when`: something of a session was told."""

    organisation: int | None = None
    title: str = ""
    kind: str = Kind.TRAINING
    fields: dict[str, Any] = field(default_factory=dict)
    audiences: tuple[int, ...] = ()
    levels: list[tuple[str, str, int | None, int | None]] = field(default_factory=list)
    slots: tuple[Slot, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    capacity: int | None = None
    site: int | None = None
    address: CleanedAddress | None = None
    values: dict[str, str] = field(default_factory=dict)
    flags: list[tuple[str, Flag]] = field(default_factory=list)

    @property
    def says_when(self) -> bool:
        return bool(self.slots or self.first_day or self.last_day or self.capacity or self.site or self.address)

    @property
    def where(self) -> str:
        """The place as one compares it: known, new, or not said."""
        if self.site:
            return str(self.site)
        return fold(f"{self.address.street} {self.address.locality}") if self.address else ""


def clean_offer(cells: Mapping[str, str], known: Known) -> CleanedOffer:
    """Cleaning what was cleaned changes nothing more: the worker cleans `values` again before it writes."""
    row = CleanedOffer(values={key: text.strip() for key, text in cells.items() if text.strip()})
    _operator(row, known)
    row.title = _text(row, "title", 160)
    if not any(sign.isalnum() for sign in row.title):
        row.flags.append(("title", block("Il n’y a pas de titre : cette ligne n’est pas reprise.")))
    _kind_and_type(row, known)
    _levels(row, known)
    _when(row)
    _where(row, known)
    _how(row)
    _for_whom(row, known)
    return row


def _operator(row: CleanedOffer, known: Known) -> None:
    said = row.values.get("operator", "")
    found = known.operators(said) if said else set()
    if len(found) == 1:
        (row.organisation,) = found
        row.values["operator"] = known.names[row.organisation]
        return
    if not said:
        message = "Quel opérateur ? Sans lui, cette ligne n’est pas reprise."
    elif found:
        message = f"{len(found)} organisations portent ce nom : écrivez le numéro BCE de celle-ci."
    else:
        message = f"« {said[:80]} » n’est pas dans l’annuaire : corrigez le nom, ou ajoutez d’abord sa fiche."
    near = known.near_operator(said) if said and not found else ""
    row.flags.append(("operator", Flag(Level.BLOCK, message, near)))


def _kind_and_type(row: CleanedOffer, known: Known) -> None:
    said, of_type = fold(row.values.get("kind", "")), fold(row.values.get("type", ""))
    course, service = known.courses.get(of_type), known.services.get(of_type)
    kind = next((kind for kind, words in _KINDS if any(word in said for word in words)), None)
    if kind is None and (course or service):
        kind = Kind.TRAINING if course else Kind.SERVICE
    if kind is None:
        kind = next((one for one, words in _KINDS if any(word in of_type for word in words)), Kind.TRAINING)
        row.flags.append(("kind", info(f"Le genre n’est pas dit : pris comme « {kind.label} ».")))
    row.kind = kind
    found = course if kind == Kind.TRAINING else service
    if found:
        row.fields["course_type_id" if kind == Kind.TRAINING else "service_type_id"] = found
    elif of_type:
        shown = row.values["type"][:60]
        row.flags.append(("type", check(f"« {shown} » n’est pas un type connu : il n’est pas repris.")))


def _levels(row: CleanedOffer, known: Known) -> None:
    for skill, rungs in (("oral", known.oral), ("written", known.written)):
        ends = {end: _rung(row, f"{skill}_{end}", rungs, skill) for end in ("entry", "exit")}
        entry, leaving = ends["entry"], ends["exit"]
        if row.kind != Kind.TRAINING or not (entry or leaving):
            continue
        if entry and leaving and (entry.scale != leaving.scale or leaving.rank < entry.rank):
            message = (
                "Le niveau de sortie est sous celui d’entrée, ou d’une autre échelle : il n’est pas repris."
            )
            row.flags.append((f"{skill}_exit", check(message)))
            leaving = None
        scale = (entry or leaving).scale  # type: ignore[union-attr]
        row.levels.append((skill, scale, entry.pk if entry else None, leaving.pk if leaving else None))


def _rung(row: CleanedOffer, key: str, rungs: Mapping[str, Rung], skill: str) -> Rung | None:
    """« O1 », « Oral 1 », « A2 »; « 1 » alone is level 1 of that skill."""
    text = row.values.get(key, "")
    if not text:
        return None
    folded = fold(text)
    word = "oral" if skill == "oral" else "ecrit"
    found = rungs.get(folded) or rungs.get(f"{word} {folded}") or rungs.get(folded.replace(" ", ""))
    if found is None:
        row.flags.append((key, check(f"« {text[:40]} » n’est pas un niveau connu : il n’est pas repris.")))
    return found


def _when(row: CleanedOffer) -> None:
    row.first_day, row.last_day = _day(row, "first_day"), _day(row, "last_day")
    if row.first_day and row.last_day and row.last_day < row.first_day:
        row.flags.append(("last_day", check("La fin vient avant le début : elle n’est pas reprise.")))
        row.last_day = None
    text = row.values.get("hours", "").replace("; ", "\n")
    try:
        slots = read_hours(text)
    except UnreadHours as unread:
        message = f"« {unread.piece[:60]} » n’est pas compris : l’horaire n’est pas repris. Par exemple : mardi 9h-12h."
        row.flags.append(("hours", check(message)))
        slots = ()
    if row.first_day and row.last_day:
        never = [one for one in slots if next(occurrences(one, row.first_day, row.last_day), None) is None]
        for slot in never:
            message = (
                f"« {slot_in_words(slot)} » ne tombe aucun jour entre le début et la fin : il n’est pas repris."
            )
            row.flags.append(("hours", check(message)))
        slots = tuple(one for one in slots if one not in never)
    row.slots = tuple(slots)
    row.capacity = _capacity(row)


def _day(row: CleanedOffer, key: str) -> dt.date | None:
    text = row.values.get(key, "").split(" ")[0]
    for written in DAYS:
        try:
            day = dt.datetime.strptime(text, written).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
        if 2000 <= day.year <= 2100:
            row.values[key] = f"{day:%d/%m/%Y}"
            return day
    if text:
        shown = row.values[key][:40]
        row.flags.append(
            (key, check(f"« {shown} » n’est pas une date : elle n’est pas reprise. Par exemple : 01/09/2026."))
        )
    return None


def _capacity(row: CleanedOffer) -> int | None:
    text = row.values.get("capacity", "")
    number = re.search(r"\d+", text)
    if number and 1 <= int(number[0][:9]) <= MOST_PLACES:
        return int(number[0])
    if text:
        row.flags.append(
            ("capacity", check(f"« {text[:40]} » n’est pas un nombre de places : il n’est pas repris."))
        )
    return None


def _where(row: CleanedOffer, known: Known) -> None:
    """A place that the operator has, by its name, its street or its commune; else an address with its street is added."""
    place, code, locality = (row.values.get(key, "") for key in ("place", "postal_code", "locality"))
    if row.organisation is None or not (place or code or locality):
        return
    address = clean_address(place, code, locality, known.territories)
    theirs = known.places.get(row.organisation, [])
    street, town, said = fold(address.street), fold(address.locality), fold(place)
    named = [one for one in theirs if said and (_holds(one.words, said) or (street and street == one.street))]
    there = [one for one in named or theirs if not town or _holds(one.words, town)]
    if (named or not place) and len(there) >= 1:
        row.site = there[0].pk
        if len(there) > 1:
            row.flags.append(
                ("place", check("Plusieurs lieux de l’opérateur répondent : le premier est pris."))
            )
    elif address.place is not None and (looks_like_street(address.street) or re.search(r"\d", address.street)):
        row.address = address
        row.flags.append(("place", info("Nouveau lieu de l’opérateur : il est ajouté à sa fiche.")))
    else:
        row.flags.append(("place", check("Ce lieu n’est pas connu chez l’opérateur : son siège est pris.")))
    parts = (("place", "street"), ("postal_code", "postal_code"), ("locality", "locality"))
    for key, found in ((key, address.flags.get(name, ())) for key, name in parts):
        row.flags += [(key, flag) for flag in found if row.site is None]


def _holds(words: str, said: str) -> bool:
    """Whole words: « rue Neuve 3 » is not « rue Neuve 31 »."""
    return f" {said} " in f" {words} "


def _how(row: CleanedOffer) -> None:
    phones, emails = clean_phones(row.values.get("phone", "")), clean_emails(row.values.get("email", ""))
    website = clean_website(row.values.get("website", ""))
    for key, found in (("phone", phones), ("email", emails), ("website", website)):
        row.flags += [(key, flag) for flag in found.flags]
        if found.value:
            row.fields[key] = row.values[key] = found.value
    price = _text(row, "price", 120)
    if fold(price) in _FREE:
        row.fields["free"] = True
    elif price:
        row.fields |= {"free": False, "price": price}
    said = fold(row.values.get("registration", ""))
    ways = [str(way) for way, words in _WAYS if any(word in said for word in words)]
    if ways:
        row.fields["registration_ways"] = ways
    elif said:
        row.flags.append(("registration", check("Téléphone, sur place, rendez-vous ou en ligne ? Pas repris.")))
    for key, longest in (("contact", 120), ("conditions", 300), ("text", LONGEST_TEXT)):
        if text := _text(row, key, longest):
            row.fields[key] = text


def _for_whom(row: CleanedOffer, known: Known) -> None:
    text = row.values.get("audiences", "")
    whole = known.audiences.get(fold(text))
    named = [text] if whole else [one for one in _BETWEEN.split(text) if one]
    found = [known.audiences.get(fold(one)) for one in named]
    row.audiences = tuple(dict.fromkeys(one for one in found if one))
    unknown = [one for one, term in zip(named, found, strict=True) if term is None]
    if unknown:
        shown = ", ".join(f"« {one[:60]} »" for one in unknown[:5])
        row.flags.append(("audiences", check(f"Public inconnu, pas repris : {shown}.")))


def _text(row: CleanedOffer, key: str, longest: int) -> str:
    text = row.values.get(key, "").strip()
    if key == "title":
        text = " ".join(text.split())
    if len(text) > longest:
        row.flags.append((key, check(f"Ce texte est trop long : il est coupé à {longest} signes.")))
        text = row.values[key] = text[:longest].strip()
    return text
