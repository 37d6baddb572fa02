"""The examples in the docstrings of hours are true."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["grid", "grouping", "osm", "reading", "slots", "wording"])
def test_the_examples_are_true(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"maillage.core.hours.{name}"))
    assert outcome.attempted > 0
    assert outcome.failed == 0
