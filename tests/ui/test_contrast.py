"""Contrasts of the tokens, by day and by night: WCAG 2.2, 1.4.3 (text 4.5), 1.4.11 (controls 3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "front" / "css" / "tokens.css"
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {name: (day, night) for name, day, night in PAIR.findall(TOKENS.read_text(encoding="utf-8"))}

TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft", "ink-faint", "brand", "bad")
        for ground in ("paper", "surface")
    ),
    *((ink, "sunken") for ink in ("ink", "ink-soft", "ink-faint", "brand")),
    *((ink, "brand-soft") for ink in ("ink", "ink-soft", "brand")),
    *((tone, f"{tone}-soft") for tone in ("see", "judge", "act", "bad")),
    *(("ink", f"{tone}-soft") for tone in ("see", "judge", "act", "bad")),
    *((tone, ground) for tone in ("see", "judge", "act") for ground in ("paper", "surface")),
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
    ("on-bad", "bad"),
    ("ink", "mark"),
]
DRAWN = [
    *((colour, ground) for colour in ("line-strong", "focus", "thread") for ground in ("paper", "surface")),
    ("line-strong", "surface"),
    *((f"dye-{number}", "surface") for number in range(10)),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_formula_agrees_with_the_known_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("face", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_readable(ink: str, ground: str, face: int) -> None:
    assert contrast(COLOURS[ink][face], COLOURS[ground][face]) >= 4.5


@pytest.mark.parametrize("face", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize(("colour", "ground"), DRAWN)
def test_edges_and_drawings_are_seen(colour: str, ground: str, face: int) -> None:
    assert contrast(COLOURS[colour][face], COLOURS[ground][face]) >= 3


@pytest.mark.parametrize("face", [0, 1], ids=["day", "night"])
def test_the_threads_of_every_cloth_are_told_apart(face: int) -> None:
    for dye in range(10):
        for ground in range(10):
            if dye != ground:
                pair = COLOURS[f"dye-{dye}"][face], COLOURS[f"dye-{ground}-pale"][face]
                assert contrast(*pair) >= 2.4, (dye, ground)
