"""The cloth of a space: the same everywhere, and unlike its neighbours (direction, "every space has its cloth")."""

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.cloth import DYES, SIDE, WEAVES, cloth_of

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


@given(st.text(max_size=40))
def test_a_cloth_is_always_the_same_and_has_two_colours(uid: str) -> None:
    cloth = cloth_of(uid)
    assert cloth == cloth_of(uid)
    assert cloth.dye != cloth.ground
    assert 0 <= cloth.dye < DYES
    assert 0 <= cloth.ground < DYES


def test_every_weave_shows_both_threads_and_stays_in_its_frame() -> None:
    paths = {cloth_of(str(number)).weave: cloth_of(str(number)).path for number in range(500)}
    assert set(paths) == set(range(len(WEAVES)))
    for path in paths.values():
        runs = [tuple(map(int, run)) for run in RUN.findall(path)]
        assert all(x + length <= SIDE and y < SIDE and length == back for x, y, length, back in runs)
        raised = sum(length for _x, _y, length, _back in runs)
        assert SIDE * SIDE * 0.15 < raised < SIDE * SIDE * 0.85


def test_no_two_weaves_are_drawn_alike() -> None:
    paths = {cloth_of(str(number)).weave: cloth_of(str(number)).path for number in range(500)}
    assert len(set(paths.values())) == len(WEAVES)


def test_six_neighbours_do_not_look_alike() -> None:
    """Same dye and same weave is what the eye confuses: among a thousand rows of six, it stays rare; twins all but never."""
    chance = random.Random(6)
    look_alikes = twins = 0
    for _row in range(1000):
        six = [cloth_of("".join(chance.choices("23456789abcdefghjkmnpqrstuvwxyz", k=8))) for _ in range(6)]
        look_alikes += len({(cloth.dye, cloth.weave) for cloth in six}) < 6
        twins += len(set(six)) < 6
    assert look_alikes < 120
    assert twins < 20
