"""Who may write: the addresses where organisations receive people."""
