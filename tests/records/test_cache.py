"""The cache of files keeps about as many as it may, and counts them now and then only."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillage.records.cache import ONE_IN, FileCache

MOST = 200


def test_about_as_many_files_are_kept_as_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []
    listed = FileCache._list_cache_files
    monkeypatch.setattr(FileCache, "_list_cache_files", lambda cache: counted.append(1) or listed(cache))
    draws = iter(range(3 * MOST))
    monkeypatch.setattr("maillage.records.cache.secrets.randbelow", lambda below: next(draws) % below)
    cache = FileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": MOST}})
    for number in range(3 * MOST):
        cache.set(f"number-{number}", number)
        assert cache.get(f"number-{number}") == number
    assert len(counted) == 3 * MOST / ONE_IN
    assert len(listed(cache)) < MOST + ONE_IN
