"""What is remembered is shown to the same eyes, on the same day, until somebody writes."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.network.factories import make_organisation

from maillage.core.readers import COORDINATORS, SYSTEM, VISITOR, Reader
from maillage.journal.remembered import Memory

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 2)


class Counter:
    """Counts how many times it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> int:
        self.asked += 1
        return self.asked


def test_what_was_computed_is_not_computed_again() -> None:
    count = Counter()
    assert [Memory(VISITOR, DAY).keep("list", count), Memory(VISITOR, DAY).keep("list", count)] == [1, 1]


def test_nothing_found_is_remembered_too() -> None:
    asked = []
    for _ in range(2):
        assert Memory(VISITOR, DAY).keep("list", lambda: asked.append(1)) is None
    assert len(asked) == 1


def test_each_write_makes_it_forgotten() -> None:
    count = Counter()
    Memory(VISITOR, DAY).keep("list", count)
    make_organisation("Le Chœur")
    assert Memory(VISITOR, DAY).keep("list", count) == 2


@pytest.mark.parametrize(
    ("reader", "day", "name"),
    [
        (Reader(keys=frozenset({"public", COORDINATORS})), DAY, "list"),
        (SYSTEM, DAY, "list"),
        (VISITOR, DAY + dt.timedelta(days=1), "list"),
        (VISITOR, DAY, "another list"),
    ],
)
def test_other_eyes_another_day_and_another_thing_are_computed_apart(
    reader: Reader, day: dt.date, name: str
) -> None:
    count = Counter()
    Memory(VISITOR, DAY).keep("list", count)
    assert Memory(reader, day).keep(name, count) == 2


def test_one_memory_looks_at_the_journal_once(django_assert_num_queries: object) -> None:
    memory = Memory(VISITOR, DAY)
    with django_assert_num_queries(1):  # type: ignore[operator]
        memory.keep("list", Counter())
        memory.keep("other", Counter())
