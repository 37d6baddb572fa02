"""The screens of the vocabulary, a module a noun; each view is named like its template."""
