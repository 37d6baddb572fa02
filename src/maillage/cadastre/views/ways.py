"""The ways out of an empty answer, in words and as addresses; the names of what narrows a search."""

from __future__ import annotations

from dataclasses import replace

from django.utils.formats import number_format

from maillage.cadastre.queries.finding import Question
from maillage.cadastre.views.asking import Wanted
from maillage.core.offers.keys import Family

TITLES = {
    Family.KIND: "Genre",
    Family.COURSE: "Type de cours",
    Family.SERVICE: "Type de service",
    Family.ORAL: "Niveau à l’oral",
    Family.WRITTEN: "Niveau à l’écrit",
    Family.CELL: "Moment",
    Family.THEME: "Thème",
    Family.AUDIENCE: "Public",
    Family.LANGUAGE: "Langue d’accueil",
    Family.FRENCH: "Français suffisant",
    Family.MODE: "Mode",
    Family.PLACES: "Places",
    Family.FLAG: "Et aussi",
    Family.OPERATOR: "Opérateur",
    Family.AT: "Sur la carte",
}
WITHOUT = {
    Family.CELL: "À un autre moment",
    Family.ORAL: "À un autre niveau à l’oral",
    Family.WRITTEN: "À un autre niveau à l’écrit",
    Family.LANGUAGE: "Dans une autre langue",
    Family.FRENCH: "Quel que soit le français demandé",
    Family.PLACES: "Même s’il n’y a plus de place sûre",
    Family.OPERATOR: "Chez un autre opérateur",
    Family.KIND: "D’un autre genre",
    Family.AT: "Ailleurs sur la carte",
}


def way_in_words(why: str, wanted: Wanted, count: int) -> str:
    n = number_format(count, force_grouping=True)
    kind, _colon, value = why.partition(":")
    if kind == "radius":
        start = f"Jusqu’à {value} km"
    elif kind == "place":
        start = "Partout"
    elif kind == "without":
        start = WITHOUT.get(Family(value), f"Sans « {TITLES[Family(value)].lower()} »")
    elif kind == "words":
        start = f"Sans les mots « {wanted.text} »"
    else:
        start = f"Seulement « {wanted.text} », partout"
    return f"{start}\u00a0: {n}"


def address_of_way(wanted: Wanted, question: Question) -> str:
    """The address of a way out, which differs from what was asked by its place, radius, values or words."""
    values = dict(question.values)
    values.pop(Family.AT, None)
    point = wanted.point if Family.AT in question.values else None
    other = replace(wanted, text=question.text, values=values, point=point, page=1)
    if not question.place and question.here is None:
        other = other.without_place()
    elif question.radius != wanted.kilometres:
        other = replace(other, radius=question.radius)
    return other.address()
