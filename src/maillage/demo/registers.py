"""What the demonstration adds to lower rooms: the roles that a newcomer may take in one click."""

from maillage.accounts.registries import DemoRole, demo_roles
from maillage.demo.roles import ROLES


def register() -> None:
    for rank, role in enumerate(ROLES):
        known = DemoRole(label=role.label, person=role.person, email=role.email, door=role.door)
        demo_roles.add(role.key, known, rank=rank)
