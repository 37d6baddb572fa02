"""What this room adds to lower ones: people at work and their posts."""


def register() -> None:
    """Nothing yet."""
