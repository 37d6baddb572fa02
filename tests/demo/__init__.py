"""A package, so that the fixture of its conftest ends with it: the demonstration is rolled back before any other test."""
