"""Hours in OSM syntax, judged by an independent evaluator of that syntax (opening-hours-py)."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours, State
from tests.core.hours_drawn import Moment, joined, open_spans, slot_lists

from maillage.core.hours import Slot, from_osm, merged, to_osm

FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 8, 31)


def _slot(weekday: int, hours: str, weeks: tuple[int, ...] = (), in_holidays: bool = True) -> Slot:
    start, end = (dt.time.fromisoformat(side) for side in hours.split("-"))
    return Slot(weekday, start, end, weeks, in_holidays)


def _judged(text: str) -> list[tuple[Moment, Moment]]:
    """When a text says open, as the other evaluator finds it. The public holidays of Belgium, which it knows, stand for
    the school holidays, which it does not."""
    if not text:
        return []
    OpeningHours(text)
    begin, end = dt.datetime.combine(FIRST, dt.time()), dt.datetime.combine(LAST, dt.time(23, 59))
    return joined(
        ((since.date(), since.time()), (until.date(), until.time()))
        for since, until, state, _ in OpeningHours(text.replace("SH", "PH"), country="BE").intervals(begin, end)
        if state == State.OPEN
    )


def _public_holidays() -> list[tuple[dt.date, dt.date]]:
    return [(day, day) for (day, _), _ in _judged("PH 10:00-11:00")]


def test_the_judge_knows_the_legal_holidays_of_belgium() -> None:
    legal = [(4, 6), (5, 1), (5, 14), (5, 25), (7, 21), (8, 15)]
    assert {(dt.date(2026, month, day),) * 2 for month, day in legal} <= set(_public_holidays())


@pytest.mark.parametrize(
    ("those", "text"),
    [
        ([], ""),
        ([_slot(0, "09:00-12:00"), _slot(2, "09:00-12:00"), _slot(1, "14:00-16:30", (2,))],
         "Mo,We 09:00-12:00; Tu[2] 14:00-16:30"),
        ([_slot(day, hours) for day in range(5) for hours in ("09:00-12:30", "13:30-16:00")],
         "Mo-Fr 09:00-12:30,13:30-16:00"),
        ([_slot(1, "09:00-12:00"), _slot(1, "14:00-16:30", (2, -1))], "Tu 09:00-12:00, Tu[2,-1] 14:00-16:30"),
        ([_slot(1, "14:00-16:00", (2,)), _slot(3, "14:00-16:00", (2,))], "Tu[2],Th[2] 14:00-16:00"),
        ([_slot(1, "14:00-16:00", in_holidays=False)], "Tu 14:00-16:00; SH off"),
        ([_slot(1, "14:00-16:00", in_holidays=False), _slot(1, "09:00-10:00"), _slot(4, "09:00-11:00")],
         "Tu 14:00-16:00; SH off, Tu 09:00-10:00; Fr 09:00-11:00"),
    ],
)  # fmt: skip
def test_what_osm_writes(those: list[Slot], text: str) -> None:
    assert to_osm(those) == text
    assert from_osm(text) == sorted(those)


@settings(max_examples=150, deadline=None)
@given(slot_lists)
def test_another_evaluator_finds_the_same_hours(those: list[Slot]) -> None:
    assert _judged(to_osm(those)) == open_spans(those, FIRST, LAST, _public_holidays())


@given(slot_lists)
def test_what_is_written_is_read_back(those: list[Slot]) -> None:
    assert from_osm(to_osm(those)) == list(merged(those))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Mo", "Tu-Th", "Fr-Mo", "We[1]", "Mo[2,-1]", "SH"]),
            st.sampled_from(["09:00-10:00", "11:00-12:00,13:00-14:00", "09:30-11:30"]),
            st.sampled_from(["; ", ", "]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_read_means_what_another_evaluator_says_or_is_refused(
    rules: list[tuple[str, str, str]],
) -> None:
    text = ""
    for days, hours, sign in rules:
        text += (sign if text else "") + ("SH off" if days == "SH" else f"{days} {hours}")
    try:
        read = from_osm(text)
    except ValueError:
        return
    assert open_spans(read, FIRST, LAST, _public_holidays()) == _judged(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("24/7", "24/7"),
        ("Mo 09:00-12:00; PH off", "PH off"),
        ("Mo 09:00-12:00; Tu sunrise-12:00", "Tu sunrise-12:00"),
        ("Mo 09:00-12:00; Mo 14:00-16:00", "Mo 14:00-16:00"),
        ("Mo 09:00-12:00, SH off", "SH off"),
        ("Mo 14:00-12:00", "Mo 14:00-12:00"),
        ("Mo 09:00-24:00", "Mo 09:00-24:00"),
        ("Mo 09:00-25:00", "Mo 09:00-25:00"),
        ("Tu[5] 09:00-12:00", r"Tu[5] 09:00-12:00"),
        ("Mo[-] 09:00-12:00", r"Mo[-] 09:00-12:00"),
        ('Mo 09:00-12:00 "sur rendez-vous"', 'Mo 09:00-12:00 "sur rendez-vous"'),
        ("Mo 09:00-12:00, ", ""),
        ("9h-12h", "9h-12h"),
    ],
)
def test_what_is_not_understood_is_named(text: str, named: str) -> None:
    with pytest.raises(ValueError, match=r"^opening_hours not understood: ") as refused:
        from_osm(text)
    assert str(refused.value) == f"opening_hours not understood: {named!r}"
