"""The commands of `python -m corpus`, thin: each calls one function of the room and prints its lines."""
