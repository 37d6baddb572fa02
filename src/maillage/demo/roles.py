"""The people whose place a newcomer may take in the demonstration, in one click."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """`door` is the sentence on the home page; `email` logs in by a code that the outbox shows."""

    key: str
    label: str
    person: str
    email: str
    door: str


ROLES = (
    Role(
        "coordinatrice",
        "Coordinatrice",
        "Inès Delvaux",
        "ines@trois-rives.example.org",
        "Je coordonne un réseau",
    ),
    Role(
        "operatrice",
        "Travailleuse d’un opérateur",
        "Samira Benali",
        "samira@mots-passeurs.example.org",
        "Je travaille chez un opérateur",
    ),
    Role("administrateur", "Administrateur", "Luc Meunier", "admin@trois-rives.example.org", ""),
)
