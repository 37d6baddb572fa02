"""Lists that the network takes in from files: organisations with their seat and their contact people."""
