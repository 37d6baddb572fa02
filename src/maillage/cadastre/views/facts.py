"""What the page of an offer says of it, as labels and values."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import format_html

from maillage.cadastre.models import Offer, OfferLevel

RIGHT_TO_LEFT = frozenset({"ar", "ary", "fa", "he", "ku-arab", "ckb", "prs", "ps", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class TextShown:
    """Title and text in another language; `direction` is the value of `dir`."""

    language: str
    direction: str
    title: str
    text: str


def texts_shown(offer: Offer) -> list[TextShown]:
    return [
        TextShown(one.language, "rtl" if one.language in RIGHT_TO_LEFT else "ltr", one.title, one.text)
        for one in sorted(offer.texts.all(), key=lambda text: text.language)
    ]


def facts_of(offer: Offer) -> list[tuple[str, list[tuple[str, object]]]]:
    """Titled groups of labels and values; groups with nothing to say are left out."""
    groups: list[tuple[str, list[tuple[str, object]]]] = [
        ("Niveaux", [(level.get_skill_display().capitalize(), _level(level)) for level in offer.levels.all()]),
        ("Pour qui", _for_whom(offer)),
        ("S’inscrire", _registration(offer)),
        ("Prix et accueil", _welcome(offer)),
        ("À la fin", [("On reçoit", offer.outcome or ""), ("Parcours d’intégration", _pathway(offer))]),
    ]
    kept = [
        (title, [(name, value) for name, value in pairs if value not in (None, "")]) for title, pairs in groups
    ]
    return [(title, pairs) for title, pairs in kept if pairs]


def _level(level: OfferLevel) -> str:
    entry, leaving = level.entry, level.exit
    if entry and leaving and entry != leaving:
        return f"de {entry.notation} ({entry.name}) à {leaving.notation} ({leaving.name})"
    if entry:
        return f"à partir de {entry.notation} ({entry.name})"
    return f"jusqu’à {leaving.notation} ({leaving.name})" if leaving else ""


def conditions_in_words(offer: Offer) -> str:
    """« à partir de 18 ans, titre de séjour demandé, réservé aux femmes »: all that an offer asks, on one line."""
    asked = [(name, value) for name, value in _for_whom(offer) if value and name != "Publics"]
    return ", ".join(
        f"français : {value}" if name.startswith("Français") else str(value).rstrip(".")
        for name, value in asked
    )


def price_in_words(offer: Offer) -> str:
    """« gratuit », « 20 € par an », « payant », or nothing when nobody said."""
    return "gratuit" if offer.free else offer.price or ("payant" if offer.free is False else "")


def _for_whom(offer: Offer) -> list[tuple[str, object]]:
    ages = {
        (True, True): f"de {offer.age_from} à {offer.age_to} ans",
        (True, False): f"à partir de {offer.age_from} ans",
        (False, True): f"jusqu’à {offer.age_to} ans",
    }.get((offer.age_from is not None, offer.age_to is not None), "")
    only = [
        words
        for held, words in (
            (offer.women_only, "réservé aux femmes"),
            (offer.cpas_income, "personnes aidées par un CPAS"),
            (offer.forem_registration, "inscription au Forem demandée"),
        )
        if held
    ]
    french = offer.required_french
    return [
        ("Publics", ", ".join(str(term) for term in offer.audiences.all())),
        ("Âge", ages),
        ("Séjour", offer.get_residence_display()),
        ("Français demandé", f"{french.notation} ({french.name})" if french else ""),
        ("Conditions", ", ".join([*only, *filter(None, [offer.conditions])])),
    ]


def _registration(offer: Offer) -> list[tuple[str, object]]:
    named = dict(Offer.RegistrationWay.choices)
    start, end = offer.registration_from, offer.registration_to
    days = [
        f"{words} {date_format(day, 'SHORT_DATE_FORMAT')}"
        for words, day in (("du", start), ("au" if start else "jusqu’au", end))
        if day
    ]
    online = offer.registration_url
    return [
        ("Comment", ", ".join(str(named[one]) for one in offer.registration_ways if one in named)),
        ("Quand", " ".join(days)),
        ("En ligne", format_html('<a href="{}" rel="noreferrer">{}</a>', online, online) if online else ""),
        ("Test", "test de positionnement" if offer.placement_test else ""),
        ("À joindre", offer.contact),
    ]


def _welcome(offer: Offer) -> list[tuple[str, object]]:
    said = {True: "oui", False: "non", None: ""}
    return [
        ("Prix", price_in_words(offer)),
        ("Accueil des enfants", said[offer.child_care]),
        ("Accessible PMR", said[offer.wheelchair]),
        ("Arrêt ou gare", offer.bus_stop),
        ("Langues d’accueil", ", ".join(str(term) for term in offer.languages.all())),
        ("Interprète en", ", ".join(str(term) for term in offer.interpreting.all())),
    ]


def _pathway(offer: Offer) -> str:
    return "formation reconnue" if offer.in_pathway else ""
