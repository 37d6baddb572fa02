"""Prepared queries: the same rows as the queryset they come from, and a refusal wherever the two could part."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import F, QuerySet

from maillage.core.readers import COORDINATORS, MEMBERS, PUBLIC, VISITOR, Reader
from maillage.journal.models import Entry
from maillage.network.models import Organisation, OrganisationName
from maillage.records.clock import today
from maillage.records.prepared import held, prepared

pytestmark = pytest.mark.django_db

MEMBER = Reader(keys=frozenset({PUBLIC, MEMBERS}))
COORDINATOR = Reader(keys=frozenset({PUBLIC, COORDINATORS}))
MARCH = dt.date(2026, 3, 1)


def organisation(name: str, **fields: object) -> Organisation:
    return Organisation.objects.create(name=name, **fields)


def _seen(reader: Reader, day: dt.date) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(reader).as_of(day).order_by("sort_name")


@prepared
def seen(reader: Reader, day: dt.date) -> QuerySet[Organisation]:
    return _seen(reader, day)


@prepared
def called(names: list[str], *, part_of: int | None = None) -> QuerySet[Organisation, tuple[int, str]]:
    return Organisation.objects.filter(name__in=names, part_of=part_of).values_list("pk", "name").order_by("pk")


def test_each_reader_and_each_day_gets_its_own_rows() -> None:
    organisation("Ouverte")
    organisation("Des membres", audience=MEMBERS)
    organisation("Du bureau", audience=COORDINATORS)
    organisation("Finie", valid_to=dt.date(2026, 2, 28))
    organisation("À venir", valid_from=dt.date(2026, 3, 2))

    assert [one.name for one in seen(VISITOR, MARCH)] == ["Ouverte"]
    assert [one.name for one in seen(MEMBER, MARCH)] == ["Des membres", "Ouverte"]
    assert [one.name for one in seen(COORDINATOR, MARCH)] == ["Du bureau", "Ouverte"]
    assert [one.name for one in seen(VISITOR, dt.date(2026, 2, 28))] == ["Finie", "Ouverte"]
    assert [one.name for one in seen(VISITOR, dt.date(2026, 3, 2))] == ["À venir", "Ouverte"]


def test_rows_are_those_of_the_queryset_with_what_they_bring_along() -> None:
    one = organisation("Relais", checked_on=dt.date(2026, 1, 5), migrant_led=True)
    OrganisationName.objects.create(organisation=one, name="Le Relais", valid_from=dt.date(2020, 5, 1))

    @prepared
    def names(of: int) -> QuerySet[OrganisationName]:
        found = OrganisationName.objects.filter(organisation=of).select_related("organisation")
        return found.only("name", "organisation__checked_on").annotate(led=F("organisation__migrant_led"))

    for _again in range(2):
        (name,) = names(one.pk)
        assert (name.name, name.organisation.checked_on, name.led) == ("Le Relais", dt.date(2026, 1, 5), True)
        assert name.get_deferred_fields() == {"valid_from", "valid_to", "sort_name"}
        assert name.valid_from == dt.date(2020, 5, 1)


def test_rows_left_on_another_are_read_without_a_query(django_assert_num_queries: object) -> None:
    one, other = organisation("Relais"), organisation("Foyer")
    name = OrganisationName.objects.create(organisation=one, name="Le Relais")
    for row in (one, other):
        held(row, "names", list(OrganisationName.objects.filter(organisation=row.pk)))
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert list(one.names.all()) == [name]
        assert list(other.names.all()) == []
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert one.names.filter(name="Le Relais").count() == 1


def test_what_is_written_is_read_at_once() -> None:
    assert seen(VISITOR, MARCH) == []
    one = organisation("Ouverte")
    assert seen(VISITOR, MARCH) == [one]
    one.delete()
    assert seen(VISITOR, MARCH) == []


def test_lists_of_any_length_and_nothing_at_all() -> None:
    first, second = organisation("Un"), organisation("Deux")
    part = organisation("Trois", part_of=first)

    assert called(["Un"]) == [(first.pk, "Un")]
    assert called(["Un", "Deux", "Quatre"]) == [(first.pk, "Un"), (second.pk, "Deux")]
    assert called([]) == []
    assert called(["Trois"], part_of=None) == []
    assert called(["Trois"], part_of=first.pk) == [(part.pk, "Trois")]
    assert called(["Trois"], part_of=second.pk) == []


def test_signs_of_sql_in_what_is_given_are_only_signs() -> None:
    odd = organisation("L’O’Brien 100 % « stand-in 0 » ' -- %s")
    assert called([odd.name]) == [(odd.pk, odd.name)]


def test_one_query_each_time(django_assert_num_queries: object) -> None:
    for _again in range(3):
        with django_assert_num_queries(1):  # type: ignore[operator]
            seen(VISITOR, MARCH)


@pytest.mark.django_db(transaction=True)
def test_another_thread_reads_by_its_own_connection() -> None:
    organisation("Ouverte")
    assert len(seen(VISITOR, MARCH)) == 1
    found: list[object] = []

    def read() -> None:
        try:
            found.append([one.name for one in seen(VISITOR, MARCH)])
        finally:
            connection.close()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert found == [["Ouverte"]]


def test_a_day_that_was_not_given_is_refused() -> None:
    @prepared
    def of_today(reader: Reader) -> QuerySet[Organisation]:
        return _seen(reader, today())

    with pytest.raises(ImproperlyConfigured, match="has to be given"):
        of_today(VISITOR)


def test_a_question_about_the_reader_is_refused() -> None:
    @prepared
    def inside(reader: Reader) -> QuerySet[Organisation]:
        return Organisation.objects.visible_to(reader) if reader.has(MEMBERS) else Organisation.objects.none()

    with pytest.raises(ImproperlyConfigured, match="same for every reader"):
        inside(MEMBER)


def test_what_does_not_come_out_as_it_was_given_is_refused() -> None:
    @prepared
    def beginning(text: str) -> QuerySet[Organisation]:
        return Organisation.objects.filter(name__startswith=text)

    @prepared
    def first(most: int) -> QuerySet[Organisation]:
        return Organisation.objects.all()[:most]

    with pytest.raises(ImproperlyConfigured, match="as it is"):
        beginning("Rel")
    with pytest.raises(ImproperlyConfigured, match="as it is"):
        first(3)


def test_what_cannot_be_stood_in_for_is_refused() -> None:
    @prepared
    def since(moment: dt.datetime) -> QuerySet[Entry]:
        return Entry.objects.filter(moment__gte=moment)

    @prepared
    def with_names(pk: int) -> QuerySet[Organisation]:
        return Organisation.objects.filter(pk=pk).prefetch_related("names")

    with pytest.raises(ImproperlyConfigured, match="is given texts"):
        since(dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    with pytest.raises(ImproperlyConfigured, match="prefetches nothing"):
        with_names(1)


def test_what_was_made_of_a_key_is_refused_even_beside_the_key_itself() -> None:
    @prepared
    def marked(reader: Reader) -> QuerySet[Organisation]:
        wanted = [f"0a{key.upper()}" for key in reader.keys]
        return Organisation.objects.visible_to(reader).filter(presentation__in=wanted)

    @prepared
    def beginning(reader: Reader) -> QuerySet[Organisation]:
        uids = [key.removeprefix("works:") for key in reader.keys if key.startswith("works:")]
        return Organisation.objects.visible_to(reader).filter(uid__in=uids)

    @prepared
    def for_members(reader: Reader) -> QuerySet[Organisation]:
        found = Organisation.objects.visible_to(reader)
        return found if MEMBERS in reader.keys else found.none()

    @prepared
    def own(reader: Reader) -> QuerySet[Organisation]:
        return Organisation.objects.visible_to(reader).filter(uid=reader.uid)

    for question, refusal in (
        (marked, "not as '0aSTAND"),
        (beginning, "same for every reader"),
        (for_members, "same for every reader"),
        (own, "not as 'stand-in'"),
    ):
        with pytest.raises(ImproperlyConfigured, match=refusal):
            question(MEMBER)
