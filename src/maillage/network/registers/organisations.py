"""What this room adds to lower ones: organisations."""


def register() -> None:
    """Nothing yet."""
