"""Adding, correcting, ordering and withdrawing terms (rows B13, G22)."""

import pytest
from tests.vocabulary.factories import a_scheme, a_term, day

from maillage.core.readers import SYSTEM, VISITOR, Reader
from maillage.journal.models import Entry
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed
from maillage.records.identity import new_uid
from maillage.records.versioned import ChangedMeanwhile
from maillage.vocabulary.actions.terms import (
    add_term,
    edit_term,
    end_term,
    place_term,
    remove_term,
    reopen_term,
)
from maillage.vocabulary.models import Term
from maillage.vocabulary.queries import is_used, terms_ever_of, terms_of
from maillage.vocabulary.refusals import BroaderRefused, InUse, NotationTaken, PeriodRefused

pytestmark = pytest.mark.django_db


def names(*terms: Term) -> list[str]:
    return [one.name for one in terms]


def test_a_coordinator_adds_a_kind_of_space(coordinator: Reader) -> None:
    scheme = a_scheme("Genres", kind="list")
    added = add_term(
        by=coordinator, scheme=scheme, uid=new_uid(), fields={"notation": "cercle", "name": "Cercle de parole"}
    )
    assert list(terms_of(scheme.code)) == [added]
    assert Entry.objects.about(added).get().verb == "ajouté"


def test_a_member_and_a_visitor_add_nothing(member: Reader) -> None:
    scheme = a_scheme()
    for reader in (member, VISITOR):
        with pytest.raises(NotAllowed):
            add_term(by=reader, scheme=scheme, uid=new_uid(), fields={"notation": "x", "name": "X"})
    assert not scheme.terms.exists()


def test_sending_the_same_form_twice_adds_one_term(coordinator: Reader) -> None:
    scheme, uid = a_scheme(), new_uid()
    first = add_term(by=coordinator, scheme=scheme, uid=uid, fields={"notation": "axe 1", "name": "Santé"})
    again = add_term(by=coordinator, scheme=scheme, uid=uid, fields={"notation": "axe 1", "name": "Santé"})
    assert first == again
    assert scheme.terms.count() == 1


@pytest.mark.parametrize("typed", ["ILI", "ili", "Îli", "ili."])
def test_a_notation_that_reads_the_same_is_refused_with_the_term_that_has_it(typed: str) -> None:
    scheme = a_scheme()
    a_term(scheme, "ILI", "Initiative locale")
    with pytest.raises(NotationTaken, match="Initiative locale"):
        a_term(scheme, typed)


def test_the_same_notation_serves_in_another_scheme() -> None:
    a_term(a_scheme(), "axe 1")
    assert a_term(a_scheme(), "axe 1").notation == "axe 1"


def test_a_term_is_not_put_under_itself_nor_under_what_is_below_it() -> None:
    scheme = a_scheme()
    axis = a_term(scheme)
    right = a_term(scheme, broader=axis)
    for above in (axis, right):
        with pytest.raises(BroaderRefused, match="sous lui-même"):
            edit_term(by=SYSTEM, term=axis, seen=1, fields={"broader": above})


def test_a_term_is_not_put_under_a_term_of_another_list() -> None:
    with pytest.raises(BroaderRefused, match="même liste"):
        a_term(a_scheme(), broader=a_term(a_scheme()))


def test_a_tree_has_four_levels_at_most() -> None:
    scheme = a_scheme()
    above = a_term(scheme)
    for _level in range(3):
        above = a_term(scheme, broader=above)
    with pytest.raises(BroaderRefused, match="4 niveaux"):
        a_term(scheme, broader=above)


def test_moving_a_branch_counts_what_hangs_on_it() -> None:
    scheme = a_scheme()
    deep = a_term(scheme)
    for _level in range(2):
        deep = a_term(scheme, broader=deep)
    branch = a_term(scheme)
    a_term(scheme, broader=branch)
    with pytest.raises(BroaderRefused, match="4 niveaux"):
        edit_term(by=SYSTEM, term=branch, seen=1, fields={"broader": deep})


def test_a_correction_is_kept_in_the_journal_language_by_language() -> None:
    term = a_term(a_scheme(), name="Santé", names={"nl": "Gezondheit"})
    edit_term(by=SYSTEM, term=term, seen=1, fields={"name": "La santé", "names": {"nl": "Gezondheid"}})
    changes = Entry.objects.about(term).get(verb="modifié").changes
    assert [(one["label"], one["before"], one["after"]) for one in changes] == [
        ("intitulé", "Santé", "La santé"),
        ("néerlandais", "Gezondheit", "Gezondheid"),
    ]


def test_the_second_of_two_people_is_told_that_the_term_changed() -> None:
    term = a_term(a_scheme())
    edit_term(by=SYSTEM, term=term, seen=1, fields={"name": "Premier"})
    with pytest.raises(ChangedMeanwhile):
        edit_term(by=SYSTEM, term=Term.objects.get(pk=term.pk), seen=1, fields={"name": "Second"})
    assert Term.objects.get(pk=term.pk).name == "Premier"


def test_a_withdrawn_term_is_no_longer_offered_but_stays_on_what_carries_it() -> None:
    scheme = a_scheme()
    term = a_term(scheme)
    organisation = Organisation.objects.create(name="Les Mots Passeurs")
    organisation.sectors.add(term)
    end_term(by=SYSTEM, term=term, seen=1, last_day=day(2024, 12, 31))
    assert list(terms_of(scheme.code, on=day(2024, 12, 31))) == [term]
    assert not terms_of(scheme.code, on=day(2025)).exists()
    assert list(organisation.sectors.all()) == list(terms_ever_of(scheme.code)) == [term]


def test_withdrawing_an_axis_withdraws_its_rights() -> None:
    scheme = a_scheme()
    axis = a_term(scheme)
    a_term(scheme, broader=axis)
    end_term(by=SYSTEM, term=axis, seen=1, last_day=day(2024, 12, 31))
    assert not terms_of(scheme.code, on=day(2025)).exists()


def test_a_term_does_not_end_before_it_begins() -> None:
    term = a_term(a_scheme(), valid_from=day(2025))
    with pytest.raises(PeriodRefused):
        end_term(by=SYSTEM, term=term, seen=1, last_day=day(2024, 12, 31))


def test_a_withdrawal_is_undone() -> None:
    scheme = a_scheme()
    term = end_term(by=SYSTEM, term=a_term(scheme), seen=1, last_day=day(2024))
    reopen_term(by=SYSTEM, term=term, seen=2)
    assert terms_of(scheme.code, on=day(2026)).exists()


def test_terms_are_put_in_order_and_saying_it_twice_changes_nothing_more() -> None:
    scheme = a_scheme()
    one, two, three = (a_term(scheme, name=name) for name in ("un", "deux", "trois"))
    for _time in range(2):
        place_term(by=SYSTEM, term=three, before=one)
        assert names(*scheme.terms.all()) == ["trois", "un", "deux"]
    place_term(by=SYSTEM, term=one, before=None)
    assert names(*scheme.terms.all()) == ["trois", "deux", "un"]
    assert two.rank == 20


def test_a_term_is_not_placed_among_those_of_another_branch() -> None:
    scheme = a_scheme()
    axis = a_term(scheme)
    with pytest.raises(BroaderRefused):
        place_term(by=SYSTEM, term=axis, before=a_term(scheme, broader=axis))


def test_a_term_made_by_mistake_is_removed_and_one_that_is_used_is_not() -> None:
    scheme = a_scheme()
    mistake, used, above = a_term(scheme), a_term(scheme), a_term(scheme)
    Organisation.objects.create(name="Les Mots Passeurs").sectors.add(used)
    a_term(scheme, broader=above)
    remove_term(by=SYSTEM, term=mistake)
    for term in (used, above):
        assert is_used(term)
        with pytest.raises(InUse):
            remove_term(by=SYSTEM, term=term)


def test_a_term_that_is_a_legal_form_is_used_although_the_relation_has_no_name() -> None:
    form = a_term(a_scheme())
    assert not is_used(form)
    Organisation.objects.create(name="Les Mots Passeurs", legal_form=form)
    assert is_used(form)
