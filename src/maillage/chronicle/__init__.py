"""News of the network, watch notes, and the digests that carry them to whoever asked (rows C9 and H11)."""
