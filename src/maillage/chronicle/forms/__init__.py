"""What a person types in this room, a module a noun."""
