"""What is read before the write lock is taken is read again when somebody wrote in between."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection, transaction

from maillage.network.models import Organisation
from maillage.records.unlocked import write_prepared

only_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL reads inside")


class Count:
    """Reads how many organisations there are, then does something else; `asked`: what it read, and under which lock."""

    def __init__(self, then: object = None) -> None:
        self.asked: list[tuple[int, bool]] = []
        self.then = then

    def __call__(self) -> int:
        count = Organisation.objects.count()
        self.asked.append((count, connection.in_atomic_block))
        if self.then and len(self.asked) == 1:
            self.then()  # type: ignore[operator]
        return count


def write(count: int) -> str:
    assert connection.in_atomic_block
    return f"{count} lues"


def elsewhere() -> None:
    """Another connection of the same process writes and commits."""

    def add() -> None:
        Organisation.objects.create(name="Venue entre-temps")
        connection.close()

    other = Thread(target=add)
    other.start()
    other.join()


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_reading_comes_before_the_lock() -> None:
    prepare = Count()
    assert write_prepared(prepare, write) == "0 lues"
    assert prepare.asked == [(0, False)]


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_what_somebody_wrote_in_between_is_read_again_under_the_lock() -> None:
    prepare = Count(then=elsewhere)
    assert write_prepared(prepare, write) == "1 lues"
    assert prepare.asked == [(0, False), (1, True)]


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_ones_own_writing_asks_for_nothing_more() -> None:
    prepare = Count()
    Organisation.objects.create(name="Écrite avant, par la même connexion")
    assert write_prepared(prepare, write) == "1 lues"
    assert prepare.asked == [(1, False)]


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_all_is_done_in_it() -> None:
    prepare = Count()
    with transaction.atomic():
        Organisation.objects.create(name="Pas encore validée")
        assert write_prepared(prepare, write) == "1 lues"
    assert prepare.asked == [(1, True)]


@pytest.mark.django_db(transaction=True)
def test_a_failure_leaves_nothing_half_written() -> None:
    def failing(count: int) -> None:
        Organisation.objects.create(name="À moitié")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_prepared(Count(), failing)
    assert not Organisation.objects.exists()
