"""What the `network` room adds to lower ones; called once, from `AppConfig.ready()`."""

from maillage.network.registers import (
    address_book,
    campaigns,
    imports,
    letters,
    organisations,
    posts,
    profile,
    spaces,
)


def register() -> None:
    for noun in (address_book, campaigns, imports, letters, organisations, posts, profile, spaces):
        noun.register()
