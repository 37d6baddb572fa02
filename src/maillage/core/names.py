"""How the name of a person is shortened."""

import re

_PARTICLES = {"de", "du", "des", "d", "van", "von", "der", "den", "le", "la", "ben", "el", "al"}
_WORD = re.compile(r"[^\W\d_]+")


def initials(name: str) -> str:
    """Two capitals at most: first name and family name, particles passed over; « ? » for nothing readable.

    >>> initials("Amélie van den Broeck")
    'AB'
    """
    words = _WORD.findall(name)
    chosen = [word for word in words if word.casefold() not in _PARTICLES] or words
    if not chosen:
        return "?"
    ends = chosen[:1] if len(chosen) == 1 else [chosen[0], chosen[-1]]
    return "".join(word[0].upper() for word in ends)
