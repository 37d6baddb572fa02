"""What a person types of the `network` room, a module a noun."""
