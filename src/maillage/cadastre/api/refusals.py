"""Why a question cannot be answered: 422 with the name of each parameter at fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ninja import Schema
from pydantic import Field

_NUMBER = "Un nombre entier est attendu."
_IN_FRENCH = {
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": _NUMBER,
    "greater_than_equal": "Le plus petit nombre admis est {ge}.",
    "less_than_equal": "Le plus grand nombre admis est {le}.",
    "bool_parsing": "Écrivez true ou false.",
    "bool_type": "Écrivez true ou false.",
    "enum": "Valeur inconnue. Les valeurs connues : {expected}.",
    "literal_error": "Valeur inconnue. Les valeurs connues : {expected}.",
    "string_too_long": "{max_length} caractères au plus.",
    "too_long": "{max_length} valeurs au plus.",
}


@dataclass(frozen=True, slots=True)
class WrongParameter:
    """`candidates`: what may have been meant, for an ambiguous place."""

    parameter: str
    message: str
    candidates: tuple[Mapping[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {"parameter": self.parameter, "message": self.message}
        return found | ({"candidates": list(self.candidates)} if self.candidates else {})


class Refused(Exception):
    """Everything that is wrong in a question, at once."""

    def __init__(self, parameters: list[WrongParameter]) -> None:
        super().__init__(", ".join(one.parameter for one in parameters))
        self.parameters = parameters


def refusals_of(errors: Iterable[Mapping[str, Any]]) -> list[WrongParameter]:
    """What pydantic could not read, in French; `loc` is `("query", name, position)`."""
    found = []
    for error in errors:
        name = next((str(part) for part in error["loc"] if part not in {"query", "asked"}), "")
        words = _IN_FRENCH.get(str(error["type"]), "Cette valeur n’est pas admise.")
        found.append(WrongParameter(name, words.format_map(_Known(_in_french(error.get("ctx", {}))))))
    return found


def _in_french(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value).replace(" or ", " ou ").replace("'", "") for name, value in said.items()}


class _Known(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "…"


class Candidate(Schema):
    """A commune that may have been meant."""

    name: str
    nis: str
    context: str


class Problem(Schema):
    parameter: str = Field(description="Le paramètre en cause ; vide quand ce n’en est pas un.")
    message: str
    candidates: list[Candidate] = Field(default=[], description="Les lieux possibles, quand il faut choisir.")


class Refusal(Schema):
    errors: list[Problem]
