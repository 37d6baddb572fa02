"""What the room adds to lower rooms, a module a noun."""

from maillage.concertation.registers import consultations, field, panels, people, steps


def register() -> None:
    for module in (steps, panels, people, consultations, field):
        module.register()
