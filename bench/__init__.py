"""What `make bench` runs: the network at the size of Wallonia and Brussels, on SQLite and on PostgreSQL if one answers."""
