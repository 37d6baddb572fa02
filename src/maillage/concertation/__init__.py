"""See, judge, act: what people live, what the network thinks of it, what is done about it (rows B8, D1-D16)."""
