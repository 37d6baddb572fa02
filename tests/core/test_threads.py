"""The drawing of a thread: to the right, without overlap, the same for the same thread."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.core.threads import BOX_GAP, BOX_WIDTH, COLUMN_GAP, MARGIN, Step, draw


def test_a_chain_stands_in_a_line() -> None:
    steps = [Step(1, "besoin", -1), Step(2, "piste", 0), Step(3, "action", 1)]
    drawing = draw(steps, [(1, 2), (2, 3)])
    assert [box.x for box in drawing.boxes] == [MARGIN + n * (BOX_WIDTH + COLUMN_GAP) for n in range(3)]
    assert len({box.y for box in drawing.boxes}) == 1
    assert len(drawing.curves) == 2
    assert drawing.width == 2 * MARGIN + 3 * BOX_WIDTH + 2 * COLUMN_GAP


def test_a_long_title_is_cut_at_a_word() -> None:
    (box,) = draw(
        [Step(1, "un titre bien trop long pour tenir sur trois lignes d’un petit cadre " * 3, 0)], []
    ).boxes
    assert len(box.lines) == 3
    assert box.lines[-1].endswith("…")


def test_a_circle_loses_the_link_that_closes_it() -> None:
    drawing = draw([Step(1, "a", 0), Step(2, "b", 1)], [(1, 2), (2, 1)])
    assert len(drawing.curves) == 1


def test_nothing_is_an_empty_drawing() -> None:
    assert draw([], []).boxes == ()


STEPS = 9
graphs = st.tuples(
    st.lists(st.integers(-4, 4), min_size=STEPS, max_size=STEPS),
    st.lists(st.tuples(st.integers(0, STEPS - 1), st.integers(0, STEPS - 1)), max_size=20),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs)
def test_links_run_to_the_right_and_boxes_never_touch(graph: tuple[list[int], list[tuple[int, int]]]) -> None:
    columns, links = graph
    drawing = draw([Step(key, f"étape {key}", column) for key, column in enumerate(columns)], links)
    assert {box.key for box in drawing.boxes} == set(range(len(columns)))
    for curve in drawing.curves:
        start, end = curve[1:].split("C")[0].split()[0], curve.split()[-2]
        assert int(start) < int(end)
    for one in drawing.boxes:
        assert one.y >= 0
        assert one.y + one.height <= drawing.height
        for other in drawing.boxes:
            if other.key != one.key and other.x == one.x:
                assert one.y + one.height + BOX_GAP <= other.y or other.y + other.height + BOX_GAP <= one.y
    again = draw(
        [Step(key, f"étape {key}", column) for key, column in reversed(list(enumerate(columns)))], links[::-1]
    )
    assert {box.key: box for box in again.boxes} == {box.key: box for box in drawing.boxes}
