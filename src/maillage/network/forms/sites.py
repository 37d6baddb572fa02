"""What a person types: the addresses where organisations receive people."""
