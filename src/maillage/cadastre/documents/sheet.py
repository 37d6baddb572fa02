"""The sheet handed to a person: one to three offers in their language, and in French beside."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from maillage.cadastre.models import Offer, OfferSession
from maillage.cadastre.queries.outgoing import Outgoing
from maillage.cadastre.queries.referrals import Referred
from maillage.cadastre.views.facts import RIGHT_TO_LEFT, conditions_in_words, price_in_words
from maillage.core.hours import in_words
from maillage.ui.paper import pdf_of

FILE = Path(__file__).parents[1] / "reference" / "sheet.toml"
TEMPLATE = Path(__file__).with_name("sheet.typ")
FRENCH = "fr"
_ISOLATE, _END = "\u2066", "\u2069"
"""Left-to-right isolate: a telephone number or a French address keeps its order within Arabic."""


@cache
def words() -> dict[str, dict[str, Any]]:
    """Language → the fixed words of the sheet."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def languages() -> list[tuple[str, str]]:
    """Code and own name of each language that the sheet speaks."""
    return [(code, said["name"]) for code, said in words().items()]


@dataclass(frozen=True, slots=True)
class OfferOnSheet:
    """`facts`: labels and values; `in_french`: nobody wrote the title in the language of the column."""

    title: str
    in_french: bool
    text: str
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """The sheet in one language; `direction` is the value of `dir`."""

    language: str
    direction: str
    words: Mapping[str, Any]
    offers: Sequence[OfferOnSheet]


def columns(found: Sequence[Referred], language: str) -> list[Column]:
    """In the language of the person first (when the sheet speaks it), then in French."""
    asked = [language] if language in words() and language != FRENCH else []
    return [_column(found, one) for one in [*asked, FRENCH]]


def as_text(column: Column, address: str) -> str:
    """The sheet as plain text, for a mail or a message."""
    said = column.words
    lines = [said["title"], said["lead"], ""]
    for offer in column.offers:
        lines.append(f"{offer.title} ({said['in_french']})" if offer.in_french else offer.title)
        lines += [f"{label} : {value}" for label, value in offer.facts]
        lines.append("")
    return "\n".join([*lines, said["call"], address])


def sheet_pdf(shown: Sequence[Column], day: str, site: str) -> bytes:
    """One or two A4 pages, tagged."""
    data = {
        "day": day,
        "site": site,
        "columns": [
            {
                "language": one.language,
                "rtl": one.direction == "rtl",
                "words": {
                    name: one.words[name] for name in ("title", "lead", "call", "private", "day", "in_french")
                },
                "offers": [
                    {
                        "title": offer.title,
                        "in_french": offer.in_french,
                        "text": offer.text,
                        "facts": offer.facts,
                    }
                    for offer in one.offers
                ],
            }
            for one in shown
        ],
    }
    return pdf_of(TEMPLATE, data)


def _column(found: Sequence[Referred], language: str) -> Column:
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    said = words()[language]
    return Column(language, direction, said, [_offer(one, language, said) for one in found])


def _offer(one: Referred, language: str, said: Mapping[str, Any]) -> OfferOnSheet:
    offer = one.offer
    given = next((text for text in offer.texts.all() if text.language == language), None)
    french = language == FRENCH
    title = given.title if given else offer.title
    text = given.text if given else one.places[0].shown["text"] if french else ""
    facts = [(said["who"], offer.organisation.name)]
    for place in one.places:
        facts += _place(place, language, said)
    levels = [f"{said[level.skill]} {_arrow(level)}" for level in offer.levels.all()]
    price = said["free"] if offer.free else price_in_words(offer) if french or offer.price else ""
    facts += [
        (said["level"], ", ".join(levels)),
        (said["price"], price),
        (said["good_to_know"], _known(offer, said, french)),
    ]
    kept = [(label, _kept_in_order(value, language)) for label, value in facts if value]
    return OfferOnSheet(title, given is None and not french, text[:600], kept)


def _place(place: Outgoing, language: str, said: Mapping[str, Any]) -> list[tuple[str, str]]:
    shown = place.shown
    begins = place.first_day if not shown["under_way"] else None
    closed = shown["closed"]["until"] if shown["closed"] else ""
    where = ", ".join(filter(None, [shown["site"], shown["host"], shown["where"] or shown["place"]]))
    return [
        (said["when"], _hours(place.sessions, language, said)),
        (said["starts"], f"{begins:%d/%m/%Y}" if begins else ""),
        (said["closed"], "/".join(reversed(closed.split("-")))),
        (said["where"], where),
        (said["phone"], shown["phone"]),
        (said["email"], shown["email"]),
    ]


def _hours(sessions: Sequence[OfferSession], language: str, said: Mapping[str, Any]) -> str:
    """In words in French; elsewhere day names and hours, unless weeks of the month are told, which only French can say."""
    slots = [row.slot for session in sessions for row in session.slots.all()]
    if not slots:
        return ""
    if language == FRENCH or any(slot.weeks or not slot.in_holidays for slot in slots):
        return in_words(slots)
    by_hours: dict[str, list[int]] = {}
    for slot in sorted(slots, key=lambda one: (one.weekday, one.start)):
        hours = f"{slot.start:%H:%M} – {slot.end:%H:%M}"
        by_hours.setdefault(hours, []).append(slot.weekday)
    parts = [
        f"{', '.join(said['days'][day] for day in dict.fromkeys(days))} {hours}"
        for hours, days in by_hours.items()
    ]
    return "; ".join(parts)


def _known(offer: Offer, said: Mapping[str, Any], french: bool) -> str:
    told = [said[name] for name in ("women_only", "child_care", "wheelchair") if getattr(offer, name)]
    if not french:
        return ", ".join(told)
    asked = conditions_in_words(offer)
    return ", ".join([asked, *(one for one in told if one != said["women_only"])] if asked else told)


def _arrow(level: Any) -> str:
    return " → ".join(term.notation for term in (level.entry, level.exit) if term is not None)


def _kept_in_order(value: str, language: str) -> str:
    """Latin words and numbers keep their order in a text that runs from right to left."""
    foreign = language in RIGHT_TO_LEFT and not any("\u0590" <= sign <= "\u08ff" for sign in value)
    return f"{_ISOLATE}{value}{_END}" if foreign else value
