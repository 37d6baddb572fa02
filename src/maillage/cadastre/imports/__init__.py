"""Lists that the cadastre takes in, with preview and undo."""
