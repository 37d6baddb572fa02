"""The synthesis of a cycle on paper and as a text to work on: the same parts in the same order."""
