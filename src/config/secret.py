"""The secret key of an installation whose owner set none: made once, kept beside the data, readable by its owner only."""

import os
import secrets
from pathlib import Path


def kept_secret(folder: Path) -> str:
    """The key in `folder/secret_key`, made there on the first call."""
    place = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return place.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
