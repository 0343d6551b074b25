"""The typer application of this room."""

from __future__ import annotations

import typer

from corpus.commands import look, take

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="语料：导入、标注、查看、导出、校验、移除。",
)
for module in (take, look):
    module.register(app)
