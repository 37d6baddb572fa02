"""`maillage demo`: prepares the demonstration on the first start, never destroys what a user entered, serves."""

from __future__ import annotations

from argparse import Namespace

from maillage.cli.migrate_verb import bring_up_to_date
from maillage.cli.serve_verb import refuse_taken_port, serve
from maillage.demo.actions import demo_is_loaded, empty_installation, load_demo
from maillage.demo.roles import ROLES
from maillage.records.reference import load_reference


def run(arguments: Namespace) -> None:
    if arguments.reset:
        empty_installation()
        prepare()
        print("The demonstration starts over.")
        return
    if not arguments.prepare:
        refuse_taken_port(arguments.host, arguments.port)
    prepare()
    if arguments.prepare:
        return
    address = f"http://{arguments.host}:{arguments.port}"
    print(f"\nMaillage, démonstration : {address}")
    for role in ROLES:
        print(f"  {role.label:<28} {role.person} – un clic sur la page d’accueil, ou {role.email}")
    print(f"  Courrier envoyé             {address}/courrier/")
    print("Ctrl+C arrête ; make demo-reset recommence.\n", flush=True)
    serve(arguments.host, arguments.port)


def prepare() -> None:
    """Migrations, reference data, demonstration: only what is missing."""
    changed = bring_up_to_date()
    if changed or not demo_is_loaded():
        print("Preparing the demonstration (once, about a minute)…", flush=True)
        load_reference()
    if not demo_is_loaded():
        load_demo()
