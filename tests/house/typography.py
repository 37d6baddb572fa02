"""Where French wants a space that does not break: U+00A0 before « : », after « and before »; U+202F before « ; ? ! »."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

BEFORE = re.compile(r"(?<=[^\s\[(=,{:]) (?=(?P<sign>[:;?!»])(?:[\s\"'<{).,…»]|$|\\n))")
AFTER = re.compile(r"« ")
NO_TEXT = re.compile(r"<(script|style)\b.*?</\1>|{#.*?#}|{% comment %}.*?{% endcomment %}", re.S)
NARROW = frozenset(";?!")
FOR_MACHINES = {"search/matching.py", "vocabulary/skos.py", "demo/example_file.py", "core/hours/tokens.py"}
"""Queries of the index, Turtle, a file as people write it, patterns that read what people type."""


def mended(text: str) -> str:
    """The same text with the right spaces."""
    wide = AFTER.sub("«\u00a0", text)
    return BEFORE.sub(lambda found: "\u202f" if found["sign"] in NARROW else "\u00a0", wide)


def mended_template(text: str) -> str:
    """Text and words inside tags; scripts, sheets and comments stay."""
    kept = [(found.start(), found.end()) for found in NO_TEXT.finditer(text)]
    return _mended_between(text, kept)


def mended_module(text: str) -> str:
    """The strings of a module that are not docstrings."""
    source = text.encode()
    parts, done = [], 0
    for start, end in sorted(_strings(text)):
        parts += [source[done:start], mended(source[start:end].decode()).encode()]
        done = end
    return b"".join([*parts, source[done:]]).decode()


def _mended_between(text: str, kept: list[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in kept:
        parts += [mended(text[done:start]), text[start:end]]
        done = end
    return "".join([*parts, mended(text[done:])])


def _strings(text: str) -> Iterator[tuple[int, int]]:
    """Where each string that is no docstring stands, in bytes; an f-string as a whole."""
    starts = [0]
    for line in text.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _outermost(ast.parse(text)):
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        yield starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset


def _outermost(node: ast.AST) -> Iterator[ast.expr]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.JoinedStr) or (
            isinstance(child, ast.Constant) and isinstance(child.value, str)
        ):
            yield child
        else:
            yield from _outermost(child)


def templates(root: Path) -> list[Path]:
    return sorted(path for kind in ("html", "txt") for path in root.glob(f"*/templates/**/*.{kind}"))


def modules(root: Path) -> list[Path]:
    """Reference data and the content of the demonstration are data, not messages."""
    data = {"reference", "content", "migrations"}
    found = (path.relative_to(root) for path in root.rglob("*.py"))
    return sorted(root / path for path in found if not data & set(path.parts) and str(path) not in FOR_MACHINES)
