"""The trail: one entry for every write, in the write's own transaction."""
