"""Compiles the catalogues, or (without --write) refuses a compiled one that does not match its source.

French is the source language; its catalogue holds the plural rule only (French counts 0 as singular).
"""

import io
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path("src/maillage/locale")


def compiled(source: Path) -> bytes:
    target = io.BytesIO()
    with source.open("rb") as file:
        write_mo(target, read_po(file))
    return target.getvalue()


def main() -> int:
    stale = 0
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        wanted = compiled(source)
        if target.exists() and target.read_bytes() == wanted:
            continue
        if "--write" in sys.argv:
            target.write_bytes(wanted)
        else:
            print(
                f"{target} does not match {source}: python tools/check_catalogues.py --write", file=sys.stderr
            )
            stale = 1
    return stale


if __name__ == "__main__":
    raise SystemExit(main())
