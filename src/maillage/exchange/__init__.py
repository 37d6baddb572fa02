"""Imports with preview and undo; writers of lists."""
