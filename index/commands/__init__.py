"""The commands of python -m index."""
