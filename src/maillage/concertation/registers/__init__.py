"""What the room adds to lower rooms, a module a noun."""

from maillage.concertation.registers import consultations, panels, people, steps


def register() -> None:
    for module in (steps, panels, people, consultations):
        module.register()
