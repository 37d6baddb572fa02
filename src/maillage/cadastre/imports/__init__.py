"""Lists that the cadastre takes in, with preview and undo: offers as operators keep them in spreadsheets, demands."""
