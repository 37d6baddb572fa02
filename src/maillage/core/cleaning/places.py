"""Addresses: street, postal code and locality, one cell or three; codes that exist no more or never did.

What exists is told by a callable, so that this module knows no database: `PostalLookup`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from maillage.core.cleaning.flags import Flag, check, info
from maillage.core.folding import fold

_CODE = r"(?:[BL]\s?-\s?|B\s)?(?P<code>[1-9]\d{3})"
_CODE_THEN_PLACE = re.compile(rf"^(?:{_CODE})\b[\s,–-]*(?P<place>\D.*)?$", re.IGNORECASE | re.DOTALL)
_PLACE_THEN_CODE = re.compile(rf"^(?P<place>\D+?)[\s,(–-]+(?:{_CODE})\)?$", re.IGNORECASE)
_WHOLE = re.compile(
    rf"^(?P<street>.*?\S)[\s,;–-]+(?:{_CODE})[\s,–-]+(?P<place>[^\d,;]{{2,}})$", re.IGNORECASE | re.DOTALL
)
_STREET = re.compile(
    r"^(?:rue|avenue|av\.?|boulevard|bld|bd|place|pl\.?|chauss[ée]e|ch[ée]e|quai|route|impasse|all[ée]e|square|clos|chemin|"
    r"parvis|esplanade|galerie|passage|venelle|drève|sentier|cours|espace|parc|rond-point|montagne|en|\S+(?:straat|laan|plein|weg|lei))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A locality that a postal code serves. `key` is the caller's (a territory's id); `commune` its commune's name."""

    key: int
    name: str
    commune: str = ""


class PostalLookup(Protocol):
    """What the territory knows. All texts are as written; folding is the implementation's."""

    def by_code(self, code: str) -> Sequence[KnownPlace]:
        """The places that a four-digit postal code serves now; empty when there is none."""

    def by_name(self, name: str) -> Sequence[KnownPlace]:
        """The places of that name."""

    def codes_of(self, place: KnownPlace) -> Sequence[str]:
        """The postal codes of a place, the main one first."""

    def successor_of(self, code: str) -> str:
        """The code that replaced a former postal code, empty when it was never one."""


@dataclass(frozen=True, slots=True)
class CleanedAddress:
    """`place` is the locality recognised, None when none or several could be meant. Flags by field."""

    street: str
    postal_code: str
    locality: str
    place: KnownPlace | None
    flags: dict[str, tuple[Flag, ...]]


def looks_like_postal_code(text: str) -> bool:
    return bool(re.fullmatch(rf"{_CODE}", text.strip(), re.IGNORECASE))


def looks_like_street(text: str) -> bool:
    return bool(_STREET.match(text.strip())) and not _WHOLE.match(text)


def looks_like_address(text: str) -> bool:
    return bool(_WHOLE.match(text.strip()))


def looks_like_code_and_place(text: str) -> bool:
    found = _CODE_THEN_PLACE.match(text.strip())
    return bool(found and found["place"])


def clean_address(street: str, code: str, locality: str, lookup: PostalLookup) -> CleanedAddress:
    """The three parts, wherever they were written; the code and the locality are then held against what is known."""
    flags: dict[str, list[Flag]] = {}
    street, code, locality = _parted(street, code, locality, flags)
    place = _recognised(code, locality, lookup, flags) if code or locality else None
    street = " ".join(street.split())
    locality = " ".join(locality.split())
    if len(street) > 160:
        flags.setdefault("street", []).append(check("Cette adresse est trop longue : elle n’est pas reprise."))
        street = ""
    if len(locality) > 120:
        flags.setdefault("locality", []).append(
            check("Cette localité est trop longue : elle n’est pas reprise.")
        )
        locality = ""
    if not locality and place is not None:
        locality = place.name
    frozen = {name: tuple(found) for name, found in flags.items()}
    return CleanedAddress(street, code, locality, place, frozen)


def _parted(street: str, code: str, locality: str, flags: dict[str, list[Flag]]) -> tuple[str, str, str]:
    """Takes « Rue X 1, 4000 Liège », « 4000 Liège » and « Liège (4000) » apart."""
    whole = _WHOLE.match(street.strip())
    if whole and not (code and locality):
        street = whole["street"].rstrip(" ,;-–")
        code, locality = code or whole["code"], locality or whole["place"].strip()
    for name, cell in (("postal_code", code), ("locality", locality)):
        found = _CODE_THEN_PLACE.match(cell.strip()) or _PLACE_THEN_CODE.match(cell.strip())
        if found is None or not found["place"]:
            continue
        place = found["place"].strip(" ,-–()")
        if name == "postal_code":
            code, locality = found["code"], locality or place
        else:
            code, locality = code or found["code"], place
        flags.setdefault(name, []).append(info("Code postal et localité étaient dans la même cellule."))
    return street, _bare_code(code, flags), locality


def _bare_code(code: str, flags: dict[str, list[Flag]]) -> str:
    bare = re.sub(r"^(?:B|BE)?[\s-]*(?=\d)", "", code.strip(), flags=re.IGNORECASE).strip()
    if not bare or re.fullmatch(r"[1-9]\d{3}", bare):
        return bare
    shown = code.strip()[:30]
    if re.fullmatch(r"(?:F|L|D|NL)[\s-]*\d{4,5}(?:\s?[A-Z]{2})?|\d{5}", code.strip(), re.IGNORECASE):
        message = f"« {shown} » n’est pas un code postal belge : il est repris tel quel."
        flags.setdefault("postal_code", []).append(check(message))
        return code.strip()[:10]
    message = f"« {shown} » n’est pas un code postal : il n’est pas repris."
    flags.setdefault("postal_code", []).append(check(message))
    return ""


def _recognised(
    code: str, locality: str, lookup: PostalLookup, flags: dict[str, list[Flag]]
) -> KnownPlace | None:
    if not re.fullmatch(r"[1-9]\d{3}", code):
        return _only(lookup.by_name(locality)) if locality and not code else None
    places = lookup.by_code(code)
    if not places:
        flags.setdefault("postal_code", []).append(_unknown_code(code, locality, lookup))
        return _only(lookup.by_name(locality)) if locality else None
    if not locality:
        return _only(places)
    named = _named(locality, places) or _inside(locality, places, lookup)
    if named is None:
        flags.setdefault("locality", []).append(_not_there(code, locality, places, lookup))
    return named or _only(places)


def _unknown_code(code: str, locality: str, lookup: PostalLookup) -> Flag:
    successor = lookup.successor_of(code)
    if successor:
        return check(f"{code} est un ancien code postal, remplacé par {successor}.", successor)
    place = _only(lookup.by_name(locality)) if locality else None
    codes = lookup.codes_of(place) if place else ()
    if place and codes:
        return check(f"{code} n’existe pas ou n’existe plus ; {place.name} a le code {codes[0]}.", codes[0])
    return check(f"{code} n’existe pas ou n’existe plus.")


def _named(locality: str, places: Sequence[KnownPlace]) -> KnownPlace | None:
    wanted = fold(locality)
    exact = [place for place in places if fold(place.name) == wanted]
    if exact:
        return exact[0]
    in_commune = [place for place in places if place.commune and fold(place.commune) == wanted]
    if in_commune:
        return in_commune[0] if len(in_commune) == 1 else None
    near = [place for place in places if fuzz.token_set_ratio(fold(place.name), wanted) >= 85]
    return near[0] if near else None


def _inside(locality: str, places: Sequence[KnownPlace], lookup: PostalLookup) -> KnownPlace | None:
    """A former commune or a quarter of a commune that the code serves: « Jambes » for 5100."""
    communes = {fold(place.commune or place.name) for place in places}
    return _only([place for place in lookup.by_name(locality) if fold(place.commune) in communes])


def _not_there(code: str, locality: str, places: Sequence[KnownPlace], lookup: PostalLookup) -> Flag:
    expected = ", ".join(dict.fromkeys(place.name for place in places[:3]))
    elsewhere = _only(lookup.by_name(locality))
    if elsewhere is None:
        return check(f"{code} est le code de {expected} ; « {locality[:60]} » n’y est pas connu.")
    codes = " ou ".join(lookup.codes_of(elsewhere)[:2])
    return check(f"{code} est le code de {expected} ; {elsewhere.name} a le code {codes}.")


def _only(places: Sequence[KnownPlace]) -> KnownPlace | None:
    return places[0] if len(places) == 1 else None
