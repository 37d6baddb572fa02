"""Rules of the house for templates and sheets (DESIGN section 6, STYLE: templates, CSS)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client

from maillage.ui.templatetags import components

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "src" / "maillage").glob("*/templates/**/*.html"))
SHEETS = sorted((ROOT / "front" / "css").rglob("*.css"))
COMPONENTS = ROOT / "src/maillage/ui/templates/ui/components"

INLINE = re.compile(
    r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style\b|<script\b(?![^>]*\bsrc=)|javascript:|\shx-on|\shx-vals=["']js:""",
    re.I,
)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab|color)a?\(|:\s*(?:white|black|red|grey|gray|blue|green)\b", re.I
)
PHYSICAL = re.compile(
    r"(?:^|[{;\s])((?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|(?:min-|max-)?(?:width|height)"
    r"|text-align:\s*(?:left|right)|float)\s*:"
)
ID_SELECTOR = re.compile(r"(?:^|[},\s])[^{};]*#[a-z][\w-]*[^{};]*\{", re.I)


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("template", [one for one in TEMPLATES if one.parent.name != "mail"], ids=short)
def test_a_template_has_nothing_that_the_content_policy_refuses(template: Path) -> None:
    """A letter is no page: mail programs read no other sheet than the one it carries."""
    assert not INLINE.findall(template.read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", TEMPLATES, ids=short)
def test_a_template_is_read_at_one_glance(template: Path) -> None:
    assert len(template.read_text(encoding="utf-8").splitlines()) < 100


@pytest.mark.parametrize("sheet", SHEETS, ids=short)
def test_a_sheet_follows_the_rules(sheet: Path) -> None:
    text = COMMENT.sub("", sheet.read_text(encoding="utf-8"))
    assert "!important" not in text
    if sheet.name == "fonts.css":
        return
    rules = re.sub(r"@media[^{]*\{|@page[^{]*\{", "{", text)
    assert not PHYSICAL.findall(rules)
    if sheet.name != "tokens.css":
        assert not COLOUR.findall(text)
        assert not ID_SELECTOR.findall(text)


def test_the_red_thread_keeps_its_colour_for_itself() -> None:
    users = {sheet.name for sheet in SHEETS if "var(--thread)" in sheet.read_text(encoding="utf-8")}
    assert users <= {"thread.css", "frame.css", "style-page.css"}


@pytest.mark.django_db
def test_every_component_is_on_the_style_page(client: Client) -> None:
    components._drawn.cache_clear()
    drawn = {template.name for template in client.get("/style/").templates}
    expected = {f"ui/components/{path.name}" for path in COMPONENTS.glob("*.html")}
    assert expected <= drawn, expected - drawn


def test_an_unknown_variable_is_an_error_in_our_templates() -> None:
    with pytest.raises(AssertionError, match="nobody"):
        Template("{{ nobody }}").render(Context({}))
