"""Two voters at once lose no vote of one another. On SQLite a write waits for the other by itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.concertation.consultations.factories import make_consultation, statements, vote
from tests.concertation.consultations.test_votes import counted, in_bytes, in_rows

from maillage.concertation.models import Consultation

VOTERS, STATEMENTS = 8, 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads share no SQLite database in memory")
def test_votes_that_come_at_once_are_all_kept() -> None:
    consultation = make_consultation(statements=STATEMENTS)

    def votes_of(place: int) -> None:
        try:
            own = Consultation.objects.get(pk=consultation.pk)
            for number in range(1, STATEMENTS + 1):
                for value in (1, -1):
                    vote(own, f"browser-{place}", number, value)
        finally:
            connection.close()

    with ThreadPoolExecutor(VOTERS) as pool:
        list(pool.map(votes_of, range(VOTERS)))
    expected = {(who, number): -1 for who in range(1, VOTERS + 1) for number in range(1, STATEMENTS + 1)}
    assert in_rows(consultation) == in_bytes(consultation) == expected
    assert set(counted(consultation).values()) == {(0, VOTERS, 0)}
    consultation.refresh_from_db()
    assert consultation.tally == 2 * VOTERS * STATEMENTS + 1
    assert len(statements(consultation)) == STATEMENTS
