"""What this room adds to lower ones: spaces."""


def register() -> None:
    """Nothing yet."""
