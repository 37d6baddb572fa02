"""What a scheme looks like outside: a table for Excel, SKOS for machines."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from maillage.core.tables import Column, ColumnKind, Value
from maillage.vocabulary.models import Mapping, Scheme, Term
from maillage.vocabulary.queries import terms_ever_of
from maillage.vocabulary.skos import Resource, iri, literal, turtle

MATCHES = {
    Mapping.Relation.EXACT: "skos:exactMatch",
    Mapping.Relation.CLOSE: "skos:closeMatch",
    Mapping.Relation.NARROWER: "skos:broadMatch",
}
HEADS = (
    Column("Notation"),
    Column("Intitulé"),
    Column("Rangé sous"),
    Column("Définition", ColumnKind.LONG_TEXT),
    Column("Néerlandais"),
    Column("Allemand"),
    Column("Anglais"),
    Column("Depuis le", ColumnKind.DAY),
    Column("Jusqu’au", ColumnKind.DAY),
    Column("Source"),
)


def table_of(scheme: Scheme) -> tuple[list[Column], list[list[Value]]]:
    """Every term, ended ones included, with the columns of the scheme last."""
    heads = [*HEADS, *(Column(label) for label in scheme.columns.values())]
    return heads, [_row(term, scheme.columns) for term in terms_ever_of(scheme.code)]


def _row(term: Term, columns: Iterable[str]) -> list[Value]:
    return [
        term.notation,
        term.name,
        term.broader.notation if term.broader else "",
        term.definition,
        term.name_nl,
        term.name_de,
        term.name_en,
        term.valid_from,
        term.valid_to,
        term.source,
        *(term.details.get(key, "") for key in columns),
    ]


def skos_of(scheme: Scheme) -> str:
    """The scheme, its terms and the correspondences that are open, in Turtle; three queries."""
    terms = list(terms_ever_of(scheme.code))
    matches: dict[int, list[tuple[str, str]]] = {}
    held = Mapping.objects.filter(from_term__scheme=scheme, valid_to=None).select_related("to_term")
    for mapping in held.order_by("pk"):
        pair = (MATCHES[Mapping.Relation(mapping.relation)], iri(_address(mapping.to_term)))
        matches.setdefault(mapping.from_term_id, []).append(pair)
    return turtle([_scheme(scheme, terms), *(_concept(term, matches.get(term.pk, [])) for term in terms)])


def _scheme(scheme: Scheme, terms: list[Term]) -> Resource:
    resource = Resource(_address(scheme), "skos:ConceptScheme")
    _labels(resource, scheme)
    resource.label("dcterms:description", scheme.description)
    resource.label("dcterms:source", scheme.source)
    if scheme.source_url:
        resource.say("dcterms:source", iri(scheme.source_url))
    if scheme.replaces:
        resource.say("dcterms:replaces", iri(_address(scheme.replaces)))
    resource.period(scheme.valid_from, scheme.valid_to)
    resource.say("skos:hasTopConcept", *(iri(_address(term)) for term in terms if term.broader is None))
    return resource


def _concept(term: Term, matches: list[tuple[str, str]]) -> Resource:
    resource = Resource(_address(term), "skos:Concept")
    resource.say("skos:inScheme", iri(_address(term.scheme)))
    if term.broader is None:
        resource.say("skos:topConceptOf", iri(_address(term.scheme)))
    else:
        resource.say("skos:broader", iri(_address(term.broader)))
    resource.say("skos:notation", literal(term.notation))
    _labels(resource, term)
    resource.label("skos:definition", term.definition)
    resource.label("dcterms:source", term.source)
    resource.period(term.valid_from, term.valid_to)
    if term.exact_match:
        resource.say("skos:exactMatch", iri(term.exact_match))
    for predicate, said in matches:
        resource.say(predicate, said)
    return resource


def _labels(resource: Resource, row: Scheme | Term) -> None:
    resource.label("skos:prefLabel", row.name)
    for language, name in sorted(row.names.items()):
        resource.label("skos:prefLabel", name, language)


def _address(row: Scheme | Term) -> str:
    """The address without its slug, which may change."""
    name = "scheme" if isinstance(row, Scheme) else "term"
    return settings.SITE_URL + reverse(f"vocabulary:{name}", args=[row.uid])
