"""Rules of the house about how the code reads, where a linter sees nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
FILES = sorted(place for place in SOURCE.rglob("*.py") if "migrations" not in place.parts)
BANNED_NAMES = {"utils", "helpers", "services", "common", "signals", "misc", "managers"}


def _those_with(pattern: str, *, but: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]
    wanted = re.compile(pattern)
    return [
        f"{place.relative_to(SOURCE)}:{number}"
        for place in FILES
        if str(place.relative_to(SOURCE)) not in but
        for number, line in enumerate(place.read_text().splitlines(), 1)
        if wanted.search(line)
    ]


def test_only_the_clock_reads_the_clock() -> None:
    found = _those_with(
        r"date\.today\(|datetime\.now\(|timezone\.now\(|utcnow\(|timezone\.localdate\(|time\.time\(",
        but={"maillage/records/clock.py"},
    )
    assert found == []


def test_only_the_clock_makes_a_day_of_a_moment() -> None:
    """`moment.date()` is the day in UTC: for an hour or two each night, not that of Brussels (`records.clock.day_of`)."""
    found = _those_with(
        r"^(?!.*(strptime|case )).*\.date\(\)|localdate",
        but={"maillage/records/clock.py", "maillage/core/rhythms.py"},
    )
    assert found == []


def test_lists_neither_compare_nor_sort_by_raw_names() -> None:
    """`icontains` and ordering by name ignore French (ÉCOLE, É after Z): folded sort keys do that."""
    assert _those_with(r"__i?contains=|__icontains|order_by\([^)]*[\"']-?name[\"']") == []


def test_no_business_in_signals_or_save() -> None:
    assert _those_with(r"post_save|pre_save\.connect|m2m_changed|@receiver|def save\(self") == []


@pytest.mark.parametrize("place", FILES, ids=lambda place: str(place.relative_to(SOURCE)))
def test_a_file_is_small_and_named_for_one_thing(place: Path) -> None:
    assert place.stem not in BANNED_NAMES
    lines = place.read_text().splitlines()
    assert len(lines) <= 400, "split it by noun"
    assert not lines or lines[0].startswith(('"""', 'r"""')), "the first line says what the module is for"
