"""What the screens of the territory room read."""
