"""Documents on paper, set by typst from plain values: what people typed travels as JSON and is never markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst


def pdf_of(template: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF of a `.typ` with these JSON-ready values: tagged (PDF/UA-1), fonts inside."""
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="ua-1",
    )


@cache
def _fonts() -> typst.Fonts:
    """Those of the system and of typst, looked for once."""
    return typst.Fonts()
