"""Who may write: spaces."""
