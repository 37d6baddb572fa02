"""What the parts of this room add to the rooms below it, a module a noun."""
