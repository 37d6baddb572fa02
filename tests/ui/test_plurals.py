"""French counts zero as singular: « 0 lien », not « 0 liens »."""

from __future__ import annotations

import pytest
from django.template import Context, Template

TEMPLATE = Template(
    "{% load i18n %}{% blocktranslate count n=count %}{{ n }} membre{% plural %}{{ n }} membres{% endblocktranslate %}"
)


@pytest.mark.parametrize(("count", "said"), [(0, "0 membre"), (1, "1 membre"), (2, "2 membres")])
def test_french_counts_zero_as_singular(count: int, said: str) -> None:
    assert TEMPLATE.render(Context({"count": count})) == said
