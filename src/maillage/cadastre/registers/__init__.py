"""What the `cadastre` room adds to lower ones; called once, from `AppConfig.ready()`."""

from maillage.cadastre import rules  # noqa: F401 the rules are known once the room is
from maillage.cadastre.registers import (
    calendar,
    campaigns,
    coverage,
    imports,
    keeping,
    links,
    offers,
    suggestions,
)


def register() -> None:
    for noun in (offers, coverage, suggestions, links, keeping, campaigns, imports, calendar):
        noun.register()
