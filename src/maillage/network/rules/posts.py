"""Who may write: people at work and their posts."""
