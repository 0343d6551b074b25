"""python -m index: build the search index, search it, measure it."""

from __future__ import annotations

import logging
import sys

import typer

from corpus.commands.output import run
from index.commands import finding, upkeep

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="检索：建立索引、检索、相似案例、测量。",
)
for module in (upkeep, finding):
    module.register(app)

if __name__ == "__main__":
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    logging.getLogger("index").setLevel(logging.INFO)
    run(app)
