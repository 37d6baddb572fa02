"""Who may write: organisations."""
