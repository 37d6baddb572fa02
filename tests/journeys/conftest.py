"""A browser, a running server, and axe on every page visited."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, prepared in a folder of its own and served as `make demo` serves it.

    `JOURNEY_ADDRESS` names one that already runs, while a journey is being written.
    """
    if running := os.environ.get("JOURNEY_ADDRESS"):
        yield running
        return
    folder = tmp_path_factory.mktemp("demo")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    surroundings = {**os.environ, "MAILLAGE_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT / "src")}
    surroundings.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "maillage", "demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=surroundings)
    try:
        yield _when_it_answers(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _when_it_answers(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        if server.poll() is not None:
            pytest.fail("the demonstration did not start")
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return address
    pytest.fail("the demonstration did not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("The journeys need Chromium: apt install chromium.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=address, locale="fr-BE", viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the journey on a script error, a refused resource or a violation of the CSP."""
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield opened
    assert complaints == []


def check_accessibility(page: Page) -> None:
    """axe finds nothing on the page as it stands (WCAG 2.2 A and AA)."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "async () => (await axe.run({runOnly: ['wcag2a','wcag2aa','wcag21aa','wcag22aa','best-practice']}))"
        ".violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 4).join(' | '))"
    )
    assert found == [], page.url
