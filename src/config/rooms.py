"""The rooms of the house, from the cellar up: a room imports only rooms that stand above it in this list.

`core` is pure Python and no Django application; every other room is one. import-linter reads the same order
from `.importlinter`, and a house test compares the two.
"""

ROOMS = (
    "records",
    "ui",
    "journal",
    "accounts",
    "mailing",
    "files",
    "exchange",
    "search",
    "vocabulary",
    "territory",
    "network",
    "cadastre",
    "thread",
    "concertation",
    "chronicle",
    "desk",
    "demo",
    "cli",
)
