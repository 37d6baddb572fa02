"""The verbs of the `territory` room."""
