"""The screens of an import, one module a step."""
