"""The face: base templates, components, lists, CSS and small ES modules."""
