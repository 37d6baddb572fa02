"""What this room adds to lower ones: the profile of an organisation: founding, income, partnerships."""


def register() -> None:
    """Nothing yet."""
