"""A whole installation from the command line: made, checked, saved, damaged, restored."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from tests.cli.conftest import Command


def test_an_installation_is_saved_and_restored_with_its_files(maillage: Command, tmp_path: Path) -> None:
    assert maillage("migrate").returncode == 0
    assert maillage("create-administrator", "ada@example.org").returncode == 0
    letter = tmp_path / "files" / "ab" / "letter"
    letter.parent.mkdir(parents=True)
    letter.write_text("bonjour")
    archive = tmp_path / "saved.tar.gz"
    saved = maillage("backup", str(archive))
    assert saved.returncode == 0, saved.stderr

    letter.write_text("abîmé")
    maillage("create-administrator", "later@example.org")
    restored = maillage("restore", str(archive), "--yes")
    assert restored.returncode == 0, restored.stderr
    assert letter.read_text() == "bonjour"
    assert "had an account" in maillage("create-administrator", "ada@example.org").stdout
    assert "had an account" not in maillage("create-administrator", "later@example.org").stdout


def test_a_restoration_asks_first_and_takes_no_for_an_answer(installed: Command, tmp_path: Path) -> None:
    archive = tmp_path / "saved.tar.gz"
    installed("backup", str(archive))
    refused = installed("restore", str(archive), typed="non\n")
    assert (refused.returncode, refused.stderr.strip()) == (1, "Nothing was changed.")


def test_what_is_no_archive_is_refused_and_an_archive_is_never_overwritten(
    installed: Command, tmp_path: Path
) -> None:
    wrong = tmp_path / "holiday.tar.gz"
    wrong.write_text("not an archive")
    assert "is not an archive" in installed("restore", str(wrong), "--yes").stderr
    assert "exists already" in installed("backup", str(wrong)).stderr
    assert wrong.read_text() == "not an archive"


def test_the_doctor_finds_a_database_that_is_not_up_to_date_and_then_a_healthy_one(maillage: Command) -> None:
    sick = maillage("doctor")
    assert sick.returncode == 1
    assert "not up to date" in sick.stdout
    maillage("migrate")
    healthy = maillage("doctor")
    assert healthy.returncode == 0, healthy.stdout
    assert healthy.stdout.strip().endswith("All is well.")
    assert "To know: administration" in healthy.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create-administrator", "pas une adresse"), "is not an e-mail address"),
        (("import", "horoscope", "x.txt"), "no import called horoscope"),
        (("import", "population", "nowhere.txt"), "There is no file nowhere.txt"),
    ],
)
def test_a_wrong_word_gets_one_clear_line(maillage: Command, words: tuple[str, ...], said: str) -> None:
    answer = maillage(*words)
    assert answer.returncode == 1
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_taken_port_is_said_in_one_line(maillage: Command) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = maillage("serve", "--port", str(port))
    assert answer.returncode == 1
    assert answer.stderr.strip() == f"Port {port} is taken: choose another one, for example PORT={port + 1}."


def test_without_a_code_there_is_none_to_show(installed: Command) -> None:
    answer = installed("log-in-code", "ada@example.org")
    assert (answer.returncode, "ask for one on the log-in page" in answer.stderr) == (1, True)
