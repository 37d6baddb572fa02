"""The `maillage` command: reads the words typed, prepares Django, hands over to one module a verb."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

VERBS = {
    "serve": "web server, worker and tick, until stopped",
    "demo": "the demonstration network: prepares it on the first start, then serves",
    "work": "does the waiting work (mail, imports), until stopped",
    "tick": "runs what is due by the clock, once",
    "migrate": "brings the database up to date",
    "load-reference": "loads territories, vocabularies and other reference data",
    "import": "imports an official file",
    "create-administrator": "creates or promotes the account of an administrator",
    "log-in-code": "shows the last log-in code written for an address, where no mail server sends it",
    "backup": "writes database and files into one archive",
    "restore": "replaces database and files by those of an archive",
    "positions": "maps the opinions of a consultation exported by Polis",
    "reindex": "rebuilds the search index",
    "doctor": "says what is wrong with this installation",
}


def main(words: Sequence[str] | None = None) -> None:
    """Entry point of the package. Exits with 1 and one clear line when a verb cannot be done."""
    arguments = _parser().parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if arguments.data_dir:
        os.environ["MAILLAGE_DATA_DIR"] = str(Path(arguments.data_dir).absolute())
    if arguments.verb == "demo":
        os.environ["MAILLAGE_DEMO"] = "1"
    if getattr(arguments, "port", None):
        os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{arguments.port}")
    import django

    django.setup()
    from maillage.cli.stopping import Stop

    module = import_module(f"maillage.cli.{arguments.verb.replace('-', '_')}_verb")
    try:
        module.run(arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="maillage", description="Maillage: the network and its thread.")
    parser.add_argument("--data-dir", help="where database and files live (default: ./var)")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    made = {verb: verbs.add_parser(verb, help=words, description=words) for verb, words in VERBS.items()}
    for verb in ("serve", "demo"):
        made[verb].add_argument("--port", type=int, default=8000)
        made[verb].add_argument("--host", default="127.0.0.1")
    made["demo"].add_argument("--reset", action="store_true", help="starts the demonstration over and stops")
    made["demo"].add_argument("--prepare", action="store_true", help="prepares without serving")
    made["import"].add_argument("kind")
    made["import"].add_argument("file", type=Path)
    made["import"].add_argument("--total", type=int, help="the published total that the file must sum to")
    for verb in ("create-administrator", "log-in-code"):
        made[verb].add_argument("email")
    made["backup"].add_argument("archive", type=Path)
    made["positions"].add_argument("folder", type=Path, help="holds votes.csv and comments.csv")
    made["positions"].add_argument("--json", type=Path, required=True, metavar="OUT", help="the file to write")
    made["restore"].add_argument("archive", type=Path)
    made["restore"].add_argument("--yes", action="store_true", help="does not ask before replacing")
    return parser
