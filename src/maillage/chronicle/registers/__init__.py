"""What the `chronicle` room adds to lower ones; called once, from `AppConfig.ready()`."""

from maillage.chronicle.registers import news


def register() -> None:
    for noun in (news,):
        noun.register()
