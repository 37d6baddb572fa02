"""What happened: actor, verb, object, difference."""
