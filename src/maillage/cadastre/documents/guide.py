"""What the printed guide holds: answers of a search by section and by commune, with two indexes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.cadastre.models import Offer
from maillage.cadastre.queries.finding import Line
from maillage.cadastre.queries.outgoing import Outgoing
from maillage.cadastre.views.facts import RIGHT_TO_LEFT, conditions_in_words, price_in_words
from maillage.cadastre.views.shown import line_shown
from maillage.core.folding import fold
from maillage.ui.paper import pdf_of
from maillage.vocabulary.models import Term

TEMPLATE = Path(__file__).with_name("guide.typ")
NOWHERE = "Ailleurs, ou à distance"


class By(StrEnum):
    """What the sections of the guide are."""

    TYPE = "type"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class Cover:
    """What the title page says. `asked`: the search in words; `site`: the address where the offer is kept up to date."""

    territory: str
    asked: Sequence[str]
    centre: str
    site: str
    day: dt.date


def guide_pdf(offers: Iterable[Outgoing], cover: Cover, by: By) -> bytes:
    """The booklet (A5, tagged): some seconds for hundreds of offers."""
    return pdf_of(TEMPLATE, guide_of(offers, cover, by))


def guide_of(offers: Iterable[Outgoing], cover: Cover, by: By) -> dict[str, Any]:
    """Plain values for `guide.typ`."""
    sections: dict[tuple[int, int, str], dict[str, list[dict[str, Any]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    operators: dict[str, list[str]] = defaultdict(list)
    communes: dict[str, list[str]] = defaultdict(list)
    count = 0
    for one in offers:
        count += 1
        commune = one.commune or NOWHERE
        shown = _offer(one, f"o{count}", cover.day)
        sections[_section(one.offer, by)][commune].append(shown)
        operators[one.offer.organisation.name].append(shown["id"])
        communes[commune].append(shown["id"])
    printed = f"imprimé le {date_format(cover.day, 'j F Y')}"
    return {
        "title": "Guide des cours et services",
        "short": cover.territory,
        "territory": cover.territory,
        "asked": list(cover.asked),
        "centre": cover.centre,
        "printed": printed,
        "counted": _counted(count, len(operators)),
        "advice": "Les horaires et les places changent : téléphonez avant de vous déplacer.",
        "sources": _sources(cover),
        "words": {"contents": "Contenu", "operators": "Les opérateurs", "communes": "Les communes"},
        "sections": [
            {"title": key[2], "communes": [{"name": name, "offers": found[name]} for name in _in_order(found)]}
            for key, found in sorted(sections.items())
        ],
        "operators": [{"name": name, "ids": operators[name]} for name in _in_order(operators)],
        "communes": [{"name": name, "ids": communes[name]} for name in _in_order(communes)],
    }


def _counted(offers: int, operators: int) -> str:
    said = ngettext("%(n)s cours ou service", "%(n)s cours et services", offers) % {
        "n": number_format(offers, force_grouping=True)
    }
    by = ngettext("%(n)s opérateur", "%(n)s opérateurs", operators) % {
        "n": number_format(operators, force_grouping=True)
    }
    return f"{said}, {by}"


def _sources(cover: Cover) -> str:
    return _(
        "Source : les opérateurs eux-mêmes, qui tiennent leurs offres à jour sur %(site)s. "
        "Chaque offre dit quel jour elle a été confirmée. État au %(day)s."
    ) % {"site": cover.site, "day": date_format(cover.day, "j F Y")}


def _section(offer: Offer, by: By) -> tuple[int, int, str]:
    """Order and title of the section: courses before services, each in the order of its list; the rest at the end."""
    term: Term | None
    if by is By.THEME:
        term = min(offer.themes.all(), key=lambda one: (one.rank, one.pk), default=None)
        return (0, term.rank, term.name) if term else (1, 0, "Autres")
    if offer.course_type is not None:
        return 0, offer.course_type.rank, offer.course_type.name
    if offer.service_type is not None:
        return 1, offer.service_type.rank, offer.service_type.name
    others = {Offer.Kind.TRAINING: "Autres formations", Offer.Kind.SURGERY: "Autres permanences"}
    kind = Offer.Kind(offer.kind)
    return 2, list(Offer.Kind).index(kind), others.get(kind, "Autres services")


def _offer(one: Outgoing, uid: str, day: dt.date) -> dict[str, Any]:
    shown, offer = one.shown, one.offer
    line = line_shown(Line(shown, None), day)
    when = [shown["when"], line.begins, line.closed]
    host = f"chez {shown['host']}" if shown["host"] else ""
    where = ", ".join(filter(None, [shown["site"], host, shown["where"] or shown["place"]]))
    places = line.places
    confirmed = offer.confirmed_on
    facts = [
        ("Quand", " · ".join(filter(None, when))),
        ("Où", where),
        ("Contact", " · ".join(filter(None, [shown["phone"], shown["email"]]))),
        ("Niveau", " · ".join(shown["levels"])),
        ("Prix", price_in_words(offer)),
        ("Pour", conditions_in_words(offer)),
        (
            "Langues",
            ", ".join(
                [
                    *_worth_saying(shown["languages"]),
                    *(f"interprète : {name}" for name in shown["interpreting"]),
                ]
            ),
        ),
        ("Places", (f"{places.words}, à vérifier" if places.old else places.words) if places else ""),
    ]
    return {
        "id": uid,
        "title": offer.title,
        "titles": [
            {"language": text.language, "rtl": text.language in RIGHT_TO_LEFT, "title": text.title}
            for text in offer.texts.all()
        ],
        "operator": offer.organisation.name,
        "facts": [[name, value] for name, value in facts if value],
        "confirmed": f"confirmée le {date_format(confirmed, 'SHORT_DATE_FORMAT')}" if confirmed else "",
    }


def _worth_saying(languages: Sequence[str]) -> Sequence[str]:
    """French alone goes without saying."""
    return [] if list(languages) == ["Français"] else languages


def _in_order(named: Mapping[str, object]) -> list[str]:
    """As a dictionary sorts them; « Ailleurs » last."""
    return sorted(named, key=lambda name: (name == NOWHERE, fold(name), name))
