"""What the demonstration adds to lower rooms: the roles that a newcomer may take, a file to try imports with."""

from maillage.accounts.registries import DemoRole, demo_roles
from maillage.demo.example_file import NAME, example_workbook
from maillage.demo.roles import ROLES
from maillage.exchange.registries import ExampleFile, example_files


def register() -> None:
    for rank, role in enumerate(ROLES):
        known = DemoRole(label=role.label, person=role.person, email=role.email, door=role.door)
        demo_roles.add(role.key, known, rank=rank)
    example_files.add("operateurs", ExampleFile(NAME, "Un fichier de 40 opérateurs", example_workbook))
