"""A scheme as SKOS in Turtle (W3C SKOS Reference 2009, Turtle 1.1): for libraries, open data and other tools.

Pure text: addresses are given by the caller. Periods are DCMI Period strings in `dcterms:temporal`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

PREFIXES = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_IRI = set('<>"{}|^`\\')


@dataclass(frozen=True, slots=True)
class Resource:
    """A subject with its statements: predicate and object, the object already written in Turtle."""

    iri: str
    kind: str
    statements: list[tuple[str, str]] = field(default_factory=list)

    def say(self, predicate: str, *objects: str) -> None:
        self.statements.extend((predicate, one) for one in objects if one)

    def label(self, predicate: str, text: str, language: str = "fr") -> None:
        if text:
            self.say(predicate, f"{literal(text)}@{language}")

    def period(self, start: dt.date | None, end: dt.date | None) -> None:
        parts = [f"start={start.isoformat()};" if start else "", f"end={end.isoformat()};" if end else ""]
        if any(parts):
            self.say("dcterms:temporal", f"{literal(' '.join(filter(None, parts)))}^^dcterms:Period")


def literal(text: str) -> str:
    """A quoted string; control characters that Turtle does not take as they are become escapes."""
    return '"' + "".join(_ESCAPES.get(sign) or _plain(sign) for sign in text) + '"'


def iri(address: str) -> str:
    """An address between angle brackets; signs that would close it are percent-encoded."""
    safe = "".join(f"%{ord(sign):02X}" if sign in _NOT_IN_IRI or sign <= " " else sign for sign in address)
    return f"<{safe}>"


def turtle(resources: Iterable[Resource]) -> str:
    return PREFIXES + "".join(f"\n{_written(one)}\n" for one in resources)


def _plain(sign: str) -> str:
    return f"\\u{ord(sign):04X}" if sign < " " else sign


def _written(resource: Resource) -> str:
    lines = [f"{iri(resource.iri)} a {resource.kind}"]
    lines += [f"    {predicate} {said}" for predicate, said in resource.statements]
    return " ;\n".join(lines) + " ."
