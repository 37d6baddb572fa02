"""A scheme as SKOS: compared with a file written by hand after the W3C's SKOS Reference."""

import datetime as dt

import pytest
from tests.vocabulary.factories import a_scheme, a_term, day

from maillage.core.readers import SYSTEM
from maillage.vocabulary.actions.mappings import map_terms
from maillage.vocabulary.exports import skos_of
from maillage.vocabulary.skos import Resource, iri, literal, turtle


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Santé", '"Santé"'),
        ('Dit « "oui" »', r'"Dit « \"oui\" »"'),
        ("a\\b", r'"a\\b"'),
        ("deux\nlignes\t", r'"deux\nlignes\t"'),
        ("\x07", r'"\u0007"'),
    ],
)
def test_a_text_is_quoted_as_turtle_wants_it(text: str, written: str) -> None:
    assert literal(text) == written


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a", "<https://example.org/a>"),
        ("https://example.org/a> <b", "<https://example.org/a%3E%20%3Cb>"),
    ],
)
def test_an_address_cannot_break_out_of_its_brackets(address: str, written: str) -> None:
    assert iri(address) == written


def test_a_period_open_at_one_end_says_only_the_other() -> None:
    resource = Resource("https://example.org/a", "skos:Concept")
    resource.period(dt.date(2014, 1, 1), None)
    resource.period(None, None)
    assert turtle([resource]).endswith(
        "\n<https://example.org/a> a skos:Concept ;\n"
        '    dcterms:temporal "start=2014-01-01;"^^dcterms:Period .\n'
    )


@pytest.mark.django_db
def test_a_scheme_and_its_terms_in_turtle(settings: object) -> None:
    settings.SITE_URL = "https://maillage.example.org"  # type: ignore[attr-defined]
    pcs = a_scheme(
        "PCS", names={"nl": "Plan"}, valid_from=day(2014), valid_to=day(2019, 12, 31), source="Décret"
    )
    axis = a_term(pcs, "axe 1", "Travail")
    right = a_term(pcs, "1.1", "Droit au travail", broader=axis, definition='Dit "emploi"')
    other = a_term(a_scheme(), "axe 9", "Ailleurs")
    map_terms(by=SYSTEM, from_term=axis, to_term=other, since=None, relation="exact")
    start = "https://maillage.example.org/vocabulaire"
    assert (
        skos_of(pcs).split("\n\n", 1)[1]
        == f"""\
<{start}/{pcs.uid}/> a skos:ConceptScheme ;
    skos:prefLabel "PCS"@fr ;
    skos:prefLabel "Plan"@nl ;
    dcterms:source "Décret"@fr ;
    dcterms:temporal "start=2014-01-01; end=2019-12-31;"^^dcterms:Period ;
    skos:hasTopConcept <{start}/termes/{axis.uid}/> .

<{start}/termes/{axis.uid}/> a skos:Concept ;
    skos:inScheme <{start}/{pcs.uid}/> ;
    skos:topConceptOf <{start}/{pcs.uid}/> ;
    skos:notation "axe 1" ;
    skos:prefLabel "Travail"@fr ;
    skos:exactMatch <{start}/termes/{other.uid}/> .

<{start}/termes/{right.uid}/> a skos:Concept ;
    skos:inScheme <{start}/{pcs.uid}/> ;
    skos:broader <{start}/termes/{axis.uid}/> ;
    skos:notation "1.1" ;
    skos:prefLabel "Droit au travail"@fr ;
    skos:definition "Dit \\"emploi\\""@fr .
"""
    )
