"""Who may write: what becomes of an organisation: renamed, merged, split, ceased, taken over."""
