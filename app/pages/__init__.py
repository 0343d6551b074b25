"""One page a file; pages render only."""
