"""What the search finds of this room: terms and schemes, in four languages, ended ones too (people look for old names)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.readers import PUBLIC
from maillage.search.actions import index_objects
from maillage.search.registries import Document, SearchSource, Wording
from maillage.vocabulary.models import Scheme, Term

TERM, SCHEME = "terme", "vocabulaire"


def index_terms(terms: Iterable[Term]) -> None:
    """Called by the actions, in their transaction; a term that is gone is forgotten."""
    index_objects(kind=TERM, ids=[term.pk for term in terms])


def index_scheme(scheme: Scheme) -> None:
    """The scheme, and its terms, which say its name."""
    index_objects(kind=SCHEME, ids=[scheme.pk])
    index_objects(kind=TERM, ids=scheme.terms.values_list("pk", flat=True))


def term_documents(ids: Sequence[int]) -> Iterable[Document]:
    for term in Term.objects.filter(pk__in=ids).select_related("scheme"):
        ended = _(" (terme retiré)") if term.valid_to and not term.holds() else ""
        yield Document(
            object_id=term.pk,
            audience=PUBLIC,
            uid=term.uid,
            title=term.label,
            subtitle=f"{term.scheme.name}{ended}",
            path=reverse("vocabulary:term", args=[term.address]),
            names=[term.notation, *_wordings(term)],
            body=[term.definition, *map(str, term.details.values())],
            standing=300 if ended else 200,
        )


def scheme_documents(ids: Sequence[int]) -> Iterable[Document]:
    for scheme in Scheme.objects.filter(pk__in=ids):
        yield Document(
            object_id=scheme.pk,
            audience=PUBLIC,
            uid=scheme.uid,
            title=scheme.name,
            subtitle=scheme.get_kind_display(),
            path=reverse("vocabulary:scheme", args=[scheme.address]),
            names=_wordings(scheme),
            body=[scheme.description, scheme.source],
            standing=200,
        )


def _wordings(row: Scheme | Term) -> list[str | Wording]:
    return [Wording(name, language) for language, name in row.names.items()]


def term_ids() -> Iterable[int]:
    return Term.objects.values_list("pk", flat=True)


def scheme_ids() -> Iterable[int]:
    return Scheme.objects.values_list("pk", flat=True)


TERMS = SearchSource(
    label="terme",
    label_plural="termes",
    documents_for=term_documents,
    all_ids=term_ids,
    list_url_name="vocabulary:schemes",
    icon="tag",
)
SCHEMES = SearchSource(
    label="liste ou cadre",
    label_plural="listes et cadres",
    documents_for=scheme_documents,
    all_ids=scheme_ids,
    list_url_name="vocabulary:schemes",
    icon="book-open",
)
