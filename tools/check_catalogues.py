"""Makes the French catalogue, or (without --write) refuses one that does not match the code.

French is the source language: its catalogue holds the plural messages, each equal to itself, because French
counts 0 as singular and the compiled rule says so ("0 lien", not "0 liens"), and Django's messages that we word otherwise.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.utils.translation.template import templatize

SOURCE = Path("src/maillage")
PLACE = SOURCE / "locale/fr/LC_MESSAGES"
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
RULE = "nplurals=2; plural=(n > 1);"
TEXT = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
PLURAL = re.compile(rf"\bngettext\({TEXT},\s*{TEXT}")
OTHER_WORDS = {"Enter a valid email address.": "Saisissez une adresse e-mail valide."}
"""What Django says in French with a word that is not ours (« adresse de courriel »)."""
FUNCTIONS = {"ngettext", "ngettext_lazy"}


def plural_messages() -> list[tuple[str, str]]:
    """Every singular with its plural, in the templates and in the code."""
    found = {pair for path in SOURCE.rglob("*.html") for pair in _of_template(path)}
    found |= {pair for path in SOURCE.rglob("*.txt") for pair in _of_template(path)}
    found |= {pair for path in SOURCE.rglob("*.py") for pair in _of_module(path)}
    return sorted(found)


def _of_template(path: Path) -> Iterator[tuple[str, str]]:
    for singular, plural in PLURAL.findall(templatize(path.read_text(encoding="utf-8"))):
        yield ast.literal_eval(singular), ast.literal_eval(plural)


def _of_module(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or len(node.args) < 2:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
        if name in FUNCTIONS and len(texts) == 2:
            yield texts[0], texts[1]


def compiled(messages: list[tuple[str, str]]) -> bytes:
    """The same bytes for the same messages: no date, no version."""
    catalog = Catalog(locale="fr", project="Maillage", creation_date=EPOCH, revision_date=EPOCH)
    catalog.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", RULE)]
    for singular, plural in messages:
        catalog.add((singular, plural), (singular, plural))
    for english, french in OTHER_WORDS.items():
        catalog.add(english, french)
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def main() -> int:
    wanted = compiled(plural_messages())
    target = PLACE / "django.mo"
    if target.exists() and target.read_bytes() == wanted:
        return 0
    if "--write" in sys.argv:
        PLACE.mkdir(parents=True, exist_ok=True)
        target.write_bytes(wanted)
        return 0
    print("The French plurals changed: python tools/check_catalogues.py --write", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
