"""Files that the territory room can read."""
