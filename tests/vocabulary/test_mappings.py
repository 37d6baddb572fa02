"""Correspondences between two schemes are said by people, dated, never guessed (row G21, DOMAIN 0.4)."""

import pytest
from tests.vocabulary.factories import a_scheme, a_term, day

from maillage.core.readers import SYSTEM, Reader
from maillage.journal.models import Entry
from maillage.records.actions import NotAllowed
from maillage.vocabulary.actions.mappings import end_mapping, map_terms
from maillage.vocabulary.models import Mapping, Term
from maillage.vocabulary.queries import mappings_of
from maillage.vocabulary.refusals import MappingRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def axes() -> tuple[Term, Term]:
    return a_term(a_scheme(), name="Santé"), a_term(a_scheme(), name="Liens sociaux")


def test_a_coordinator_says_that_two_axes_answer_to_each_other_on_a_source(
    axes: tuple[Term, Term], coordinator: Reader
) -> None:
    old, new = axes
    mapping = map_terms(by=coordinator, from_term=old, to_term=new, since=day(2020), source="Circulaire")
    assert list(mappings_of(old)) == list(mappings_of(new)) == [mapping]
    assert "Circulaire" in Entry.objects.about(old).get(verb="mis en correspondance").note


def test_a_member_says_nothing(axes: tuple[Term, Term], member: Reader) -> None:
    with pytest.raises(NotAllowed):
        map_terms(by=member, from_term=axes[0], to_term=axes[1], since=None)


def test_saying_it_twice_makes_one_correspondence(axes: tuple[Term, Term]) -> None:
    for _time in range(2):
        map_terms(by=SYSTEM, from_term=axes[0], to_term=axes[1], since=day(2020))
    assert Mapping.objects.count() == 1


def test_a_correspondence_said_to_be_older_is_corrected_and_not_doubled(axes: tuple[Term, Term]) -> None:
    for since in (day(2020), day(2014), day(2016)):
        map_terms(by=SYSTEM, from_term=axes[0], to_term=axes[1], since=since)
    assert Mapping.objects.get().valid_from == day(2014)
    map_terms(by=SYSTEM, from_term=axes[0], to_term=axes[1], since=None)
    assert Mapping.objects.get().valid_from is None


def test_two_terms_of_one_list_have_no_correspondence(axes: tuple[Term, Term]) -> None:
    with pytest.raises(MappingRefused):
        map_terms(by=SYSTEM, from_term=axes[0], to_term=a_term(axes[0].scheme), since=None)


def test_a_correspondence_that_ends_is_still_read_in_the_past(axes: tuple[Term, Term]) -> None:
    mapping = map_terms(by=SYSTEM, from_term=axes[0], to_term=axes[1], since=day(2014))
    end_mapping(by=SYSTEM, mapping=mapping, last_day=day(2019, 12, 31))
    assert Mapping.objects.as_of(day(2019, 12, 31)).count() == 1
    assert Mapping.objects.as_of(day(2020)).count() == 0


def test_a_correspondence_ended_before_it_began_was_an_error_and_goes(axes: tuple[Term, Term]) -> None:
    mapping = map_terms(by=SYSTEM, from_term=axes[0], to_term=axes[1], since=day(2026, 3, 2))
    end_mapping(by=SYSTEM, mapping=mapping, last_day=day(2026, 3, 1))
    assert not Mapping.objects.exists()


def test_one_ended_is_said_again_later_and_both_stay(axes: tuple[Term, Term]) -> None:
    mapping = map_terms(by=SYSTEM, from_term=axes[0], to_term=axes[1], since=day(2014))
    end_mapping(by=SYSTEM, mapping=mapping, last_day=day(2019, 12, 31))
    map_terms(by=SYSTEM, from_term=axes[0], to_term=axes[1], since=day(2024))
    assert Mapping.objects.count() == 2
