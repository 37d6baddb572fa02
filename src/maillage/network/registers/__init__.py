"""What the `network` room adds to lower ones; called once, from `AppConfig.ready()`."""

from maillage.network.registers import campaigns, imports, letters, organisations, posts, profile, spaces


def register() -> None:
    for noun in (campaigns, imports, letters, organisations, posts, profile, spaces):
        noun.register()
