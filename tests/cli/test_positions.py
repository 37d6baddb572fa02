"""`maillage positions`: a Polis export in, the map as JSON out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from maillage.cli.main import main

ROWS = ["++++----++"] * 20 + ["----++++--"] * 15


def export(folder: Path, rows: list[str], moderated: str = "1") -> None:
    signs = {"+": 1, "-": -1}
    votes = [
        f"{person},x,{topic},{person},{signs[sign]}"
        for person, row in enumerate(rows)
        for topic, sign in enumerate(row)
    ]
    (folder / "votes.csv").write_text("\n".join(["timestamp,datetime,comment-id,voter-id,vote", *votes]))
    comments = [f"0,x,{topic},0,0,0,{moderated if topic == 9 else 1},b" for topic in range(10)]
    (folder / "comments.csv").write_text(
        "\n".join(
            ["timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body", *comments]
        )
    )


def test_two_groups_of_an_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(tmp_path, ROWS)
    main(["positions", str(tmp_path), "--json", str(tmp_path / "out.json")])
    told = json.loads((tmp_path / "out.json").read_text())

    assert capsys.readouterr().out == (
        "350 votes of 35 participants on 10 statements: 2 groups among 35 placed participants.\n"
    )
    assert list(told) == ["participants", "k", "stability", "statements", "explained_variance", "hash"]
    assert told["k"] == 2
    assert [one["group"] for one in told["participants"]] == ["A"] * 20 + ["B"] * 15
    assert told["stability"]["stable"] is True
    assert told["explained_variance"] == [1.0, 0.0]
    first = told["statements"][0]
    assert (first["id"], first["agree"], first["disagree"], first["pass"]) == (0, 20, 15, 0)
    assert first["groups"]["A"]["p_agree"] == round(21 / 22, 6)
    assert first["groups"]["B"]["p_disagree"] == round(16 / 17, 6)
    assert first["consensus"] == round(21 / 22 * 1 / 17, 6)


def test_a_statement_moderated_out_is_left_out(tmp_path: Path) -> None:
    export(tmp_path, ROWS, moderated="-1")
    main(["positions", str(tmp_path), "--json", str(tmp_path / "out.json")])
    told = json.loads((tmp_path / "out.json").read_text())

    assert [one["id"] for one in told["statements"]] == list(range(9))


def test_a_consultation_that_is_too_small_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(tmp_path, ROWS[:10])
    main(["positions", str(tmp_path), "--json", str(tmp_path / "out.json")])
    told = json.loads((tmp_path / "out.json").read_text())

    assert "no groups (few_participants)" in capsys.readouterr().out
    assert told["k"] is None
    assert {one["group"] for one in told["participants"]} == {None}
    assert told["stability"]["refusals"] == ["few_participants"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("votes.csv", "a,b\n", "votes.csv, ligne 1"), ("comments.csv", "a,b\n", "comments.csv, ligne 1")],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    export(tmp_path, ROWS)
    (tmp_path / name).write_text(text)
    with pytest.raises(SystemExit) as ended:
        main(["positions", str(tmp_path), "--json", str(tmp_path / "out.json")])

    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith(said)
    assert not (tmp_path / "out.json").exists()


def test_a_folder_without_votes_and_a_place_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["positions", str(tmp_path), "--json", str(tmp_path / "out.json")])
    assert "There is no votes.csv" in capsys.readouterr().err
    export(tmp_path, ROWS)
    with pytest.raises(SystemExit):
        main(["positions", str(tmp_path), "--json", str(tmp_path / "nowhere" / "out.json")])
    assert "cannot be written" in capsys.readouterr().err
