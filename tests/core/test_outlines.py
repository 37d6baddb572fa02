"""Drawing outlines of places."""

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.outlines import MARGIN, TALLEST, WIDTH, draw


def square(x: float, y: float, side: float) -> dict[str, object]:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_north_is_up_and_west_is_left() -> None:
    sheet = draw({1: square(0, 0, 1), 2: square(1, 1, 1)})

    assert sheet is not None
    south_west, north_east = (path[1:].split("l")[0].split() for path in (sheet.paths[1], sheet.paths[2]))
    assert float(south_west[0]) < float(north_east[0])
    assert float(south_west[1]) > float(north_east[1])


def test_an_island_is_drawn_with_its_mainland() -> None:
    two = {
        "type": "MultiPolygon",
        "coordinates": [square(0, 50, 1)["coordinates"], square(3, 50, 1)["coordinates"]],
    }
    sheet = draw({1: two})

    assert sheet is not None
    assert sheet.paths[1].count("M") == 2


def test_nothing_to_draw_gives_no_sheet() -> None:
    assert draw({}) is None


@given(st.floats(-180, 170), st.floats(-60, 60), st.floats(0.001, 5))
def test_any_outline_stays_on_its_sheet(x: float, y: float, side: float) -> None:
    sheet = draw({1: square(x, y, side)})

    assert sheet is not None
    assert 2 * MARGIN < sheet.width <= WIDTH + 1
    assert 2 * MARGIN < sheet.height <= TALLEST + 1
