"""Measured figures of the whole program, each with the command that measures it again: `python -m benchmarks`."""
