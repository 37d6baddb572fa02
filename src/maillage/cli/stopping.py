"""How a verb ends with one clear line."""


class Stop(Exception):
    """The verb cannot be done; the message is all that the user reads."""
