"""What the `chronicle` room adds to lower ones; called once, from `AppConfig.ready()`."""

from maillage.chronicle.registers import alerts, news, watch


def register() -> None:
    for noun in (news, watch, alerts):
        noun.register()
