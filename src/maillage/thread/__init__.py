"""The thread: items and the links between them, from a need to what came of it (DESIGN decision 1)."""
