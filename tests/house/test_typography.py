"""French on the screen: the spaces before « : ; ? ! » and inside « » do not break at the end of a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.house.typography import mended, mended_module, mended_template, modules, templates

ROOT = Path(__file__).parents[2] / "src" / "maillage"


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Où ?", "Où\u202f?"),
        ("Annuler « l’import » ?", "Annuler «\u00a0l’import\u00a0»\u202f?"),
        ("{{ n }} : {{ m }} ; fini !", "{{ n }}\u00a0: {{ m }}\u202f; fini\u202f!"),
        ("a != b", "a != b"),
        ("9h30:15", "9h30:15"),
    ],
)
def test_the_right_space_stands_before_each_sign(typed: str, right: str) -> None:
    assert mended(typed) == right


def test_a_docstring_and_a_script_stay_as_they_are() -> None:
    module = '"""Says : this."""\nx = f"{y} : z"\n'
    assert mended_module(module) == '"""Says : this."""\nx = f"{y}\u00a0: z"\n'
    page = "<script src='a'>b ? c : d</script>{# a : b #}<p>Oui !</p>"
    assert mended_template(page) == page.replace("Oui !", "Oui\u202f!")


def test_no_line_of_a_template_breaks_before_a_sign() -> None:
    read = [(path, path.read_text(encoding="utf-8")) for path in templates(ROOT)]
    assert [str(path) for path, text in read if mended_template(text) != text] == []


def test_no_message_of_a_module_breaks_before_a_sign() -> None:
    read = [(path, path.read_text(encoding="utf-8")) for path in modules(ROOT)]
    assert [str(path) for path, text in read if mended_module(text) != text] == []
