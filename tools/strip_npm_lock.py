"""Takes addresses out of npm's lock file: versions and hashes are what a lock is for."""

import json
from pathlib import Path

LOCK = Path("package-lock.json")


def main() -> None:
    lock = json.loads(LOCK.read_text())
    for package in lock["packages"].values():
        for key in ("funding", "resolved"):
            package.pop(key, None)
    LOCK.write_text(json.dumps(lock, indent=2) + "\n")


if __name__ == "__main__":
    main()
