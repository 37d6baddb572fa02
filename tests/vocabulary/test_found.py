"""Terms and lists are found from the one search box."""

import pytest
from tests.vocabulary.factories import a_scheme, a_term, day

from maillage.core.readers import SYSTEM
from maillage.search.models import SearchDocument
from maillage.vocabulary.actions.schemes import edit_scheme
from maillage.vocabulary.actions.terms import edit_term, end_term, remove_term
from maillage.vocabulary.reference.loader import load_reference

pytestmark = pytest.mark.django_db


def titles(kind: str) -> set[str]:
    return set(SearchDocument.objects.filter(kind=kind).values_list("title", flat=True))


def test_a_term_is_found_as_soon_as_it_is_added_under_its_name_of_the_moment() -> None:
    term = a_term(a_scheme(kind="list"), name="Cercle")
    assert titles("terme") == {"Cercle"}
    edit_term(by=SYSTEM, term=term, seen=1, fields={"name": "Cercle de parole"})
    assert titles("terme") == {"Cercle de parole"}


def test_a_withdrawn_term_is_still_found_and_says_so_and_a_removed_one_is_not() -> None:
    scheme = a_scheme("Genres", kind="list")
    end_term(by=SYSTEM, term=a_term(scheme, name="Cercle"), seen=1, last_day=day(2020))
    remove_term(by=SYSTEM, term=a_term(scheme, name="Erreur"))
    document = SearchDocument.objects.get(kind="terme")
    assert (document.title, document.subtitle) == ("Cercle", "Genres (terme retiré)")


def test_renaming_a_list_renames_it_where_its_terms_are_found() -> None:
    scheme = a_scheme("Genres", kind="list")
    a_term(scheme)
    edit_scheme(by=SYSTEM, scheme=scheme, seen=1, fields={"name": "Genres d’espaces"})
    assert SearchDocument.objects.get(kind="terme").subtitle == "Genres d’espaces"
    assert titles("vocabulaire") == {"Genres d’espaces"}


def test_what_maillage_ships_is_found() -> None:
    load_reference()
    assert "Critères protégés contre la discrimination" in titles("vocabulaire")
    assert "Initiative locale d’intégration (ILI)" in titles("terme")
