"""What the room adds to lower rooms, a module a noun."""

from maillage.concertation.registers import panels, steps


def register() -> None:
    for module in (steps, panels):
        module.register()
