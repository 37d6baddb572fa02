"""Every space has its cloth: a small weave drawn from its identity, the same everywhere it appears.

A cloth is a warp of one dye over a ground of another, in one of sixteen weaves. Nothing is stored and nothing is
drawn here: the page turns the threads into one SVG path, and the dyes into colours of its tokens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

DYES = 10
SIDE = 12
"""Threads on each side of the drawing: a multiple of every weave's repeat."""

Weave = Callable[[int, int], bool]

_STAR = ("100001", "010010", "001100", "001100", "010010", "100001")
_HOUND = ("1100", "1101", "0011", "1000")
_BRICK = ("111010", "101011", "111010", "010111", "011101", "010111")

WEAVES: tuple[Weave, ...] = (
    lambda x, y: (x + y) // 2 % 2 == 0,  # twill 2/2, to the right
    lambda x, y: (x - y) // 2 % 2 == 0,  # twill 2/2, to the left
    lambda x, y: (x + y) % 4 == 0,  # twill 1/3
    lambda x, y: (x - y) % 3 != 0,  # twill 2/1
    lambda x, y: (x + y) % 2 == 0,  # plain weave
    lambda x, y: (x // 2 + y // 2) % 2 == 0,  # basket 2/2
    lambda x, y: (x // 3 + y // 3) % 2 == 0,  # basket 3/3
    lambda x, y: x // 2 % 2 == 0,  # warp stripes  # noqa: ARG005
    lambda x, y: y // 3 % 2 == 0 or x % 6 == 0,  # weft bands with a thread
    lambda x, y: (y + (x % 6 if x % 6 < 3 else 5 - x % 6)) // 2 % 2 == 0,  # chevron
    lambda x, y: ((x if y % 6 < 3 else -x - 1) + y) // 2 % 2 == 0,  # herringbone
    lambda x, y: _STAR[y % 6][x % 6] == "1",  # crosses
    lambda x, y: _STAR[y % 6][x % 6] == "0" and (x + y) % 2 == 0,  # lozenges
    lambda x, y: _HOUND[y % 4][x % 4] == "1",  # houndstooth
    lambda x, y: x % 4 < 2 or y % 4 < 2,  # panes
    lambda x, y: _BRICK[y % 6][x % 6] == "1",  # basketwork
)


@dataclass(frozen=True, slots=True)
class Cloth:
    """`dye` and `ground` are numbers of dyes (0-9), never the same; `weave` a number of `WEAVES`.

    `path` is the warp as an SVG path of unit squares in a drawing of `SIDE` by `SIDE`.
    """

    dye: int
    ground: int
    weave: int
    path: str


@lru_cache(maxsize=len(WEAVES))
def _warp(weave: int) -> str:
    """Runs of raised threads, line by line."""
    steps = []
    for y in range(SIDE):
        x = 0
        while x < SIDE:
            start = x
            while x < SIDE and WEAVES[weave](x, y):
                x += 1
            if x > start:
                steps.append(f"M{start} {y}h{x - start}v1h{start - x}z")
            x = max(x, start + 1)
    return "".join(steps)


def cloth_of(uid: str) -> Cloth:
    """The cloth of an identity: 10 dyes × 9 grounds × 16 weaves, spread evenly by a hash."""
    number = int.from_bytes(hashlib.blake2b(uid.encode(), digest_size=8).digest())
    number, dye = divmod(number, DYES)
    number, shift = divmod(number, DYES - 1)
    weave = number % len(WEAVES)
    return Cloth(dye, (dye + 1 + shift) % DYES, weave, _warp(weave))
