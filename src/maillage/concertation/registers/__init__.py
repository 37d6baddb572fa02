"""What the room adds to lower rooms, a module a noun."""

from maillage.concertation.registers import consultations, panels, steps


def register() -> None:
    for module in (steps, panels, consultations):
        module.register()
