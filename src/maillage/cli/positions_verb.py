"""`maillage positions DIR --json OUT`: the map of opinions of a Polis export; needs no database."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from maillage.cli.stopping import Stop
from maillage.core.positions import OpinionMap, Votes, map_of, to_json
from maillage.core.positions.number_columns import UnreadableFile
from maillage.core.positions.polis_files import COMMENTS, VOTES, read_comments, read_votes


def run(arguments: Namespace) -> None:
    folder: Path = arguments.folder
    if not (folder / VOTES).is_file():
        raise Stop(f"There is no {VOTES} in {folder}.")
    try:
        votes = _read(folder)
    except UnreadableFile as unreadable:
        raise Stop(str(unreadable)) from unreadable
    found = map_of(votes)
    try:
        arguments.json.write_text(to_json(found), encoding="utf-8")
    except OSError as error:
        raise Stop(f"{arguments.json} cannot be written: {error.strerror}.") from error
    print(_summary(found))


def _read(folder: Path) -> Votes:
    comments = None
    if (folder / COMMENTS).is_file():
        with (folder / COMMENTS).open("rb") as file:
            comments = read_comments(file)
    else:
        print(f"To know: there is no {COMMENTS} in {folder}, so no statement is moderated out.")
    with (folder / VOTES).open("rb") as file:
        return read_votes(file, comments)


def _summary(found: OpinionMap) -> str:
    votes, groups = found.votes, found.groups
    counted = (
        f"{len(votes)} votes of {len(votes.participants)} participants on {len(votes.statements)} statements"
    )
    if groups.count:
        return f"{counted}: {groups.count} groups among {len(found.space)} placed participants."
    reasons = ", ".join(refusal.value for refusal in groups.stability.refusals)
    return f"{counted}: no groups ({reasons})."
