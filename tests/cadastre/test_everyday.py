"""The table of everyday words covers the vocabularies by which offers are found."""

from __future__ import annotations

import tomllib

import pytest

from maillage.cadastre.reference import FILE, everyday
from maillage.core.offers.keys import Family, key
from maillage.vocabulary.reference.files import shipped_schemes

FAMILIES = {
    "course-type": Family.COURSE,
    "service-type": Family.SERVICE,
    "theme": Family.THEME,
    "audience": Family.AUDIENCE,
    "language": Family.LANGUAGE,
}
WAYS = {"course-type": 5, "service-type": 4, "theme": 2, "audience": 1, "language": 1}
"""How many ways of saying each term of a vocabulary has at least, beside its names. A theme may be said by the type of
course or service of the same notation; a heading has its names alone."""
HEADINGS = {
    "culture", "enfance-famille", "enseignement-formation-emploi", "juridique-justice", "precarite", "vivre-ensemble",
    "vie-associative", "tous", "fr",
}  # fmt: skip
"""« Tous publics » narrows nothing; French is what one learns."""


@pytest.mark.parametrize("code", sorted(FAMILIES))
def test_every_term_is_said_in_words_of_every_day(code: str) -> None:
    scheme = next(one for one in shipped_schemes() if one.code == code)
    names = {term.name for one in shipped_schemes() for term in one.terms}
    ways: dict[str, int] = {}
    for expression in everyday().expressions:
        for one in expression.keys:
            if expression.said not in names:
                ways[one] = ways.get(one, 0) + 1
    lacking = []
    for term in scheme.terms:
        families = FAMILIES.values() if code == "theme" else (FAMILIES[code],)
        if sum(ways.get(key(one, term.notation), 0) for one in families) < WAYS[code]:
            lacking.append(term.notation)
    lacking = [one for one in lacking if one not in HEADINGS]
    assert lacking == []


def test_what_expressions_mean_is_in_the_vocabularies() -> None:
    known = {
        key(FAMILIES[scheme.code], term.notation)
        for scheme in shipped_schemes()
        if scheme.code in FAMILIES
        for term in scheme.terms
    }
    families = {str(family) for family in FAMILIES.values()}
    meant = {one for expression in everyday().expressions for one in expression.keys if one[:1] in families}
    assert meant <= known


def test_no_expression_is_written_twice() -> None:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["expression"]
    said = [say for row in rows for say in row["say"]]
    assert sorted({one for one in said if said.count(one) > 1}) == []


@pytest.mark.parametrize(
    "typed",
    [
        "cours de langue des signes",
        "apprendre la langue des signes",
        "initiation langue des signes",
        "langue des signes",
    ],
)
def test_sign_language_is_not_taken_for_french(typed: str) -> None:
    (meant,) = everyday().understand(typed).meant
    assert meant.keys == (key(Family.LANGUAGE, "sfb"),)
