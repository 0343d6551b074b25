"""`python -m index.embed`: fetch the encoder ahead of its first use."""

from __future__ import annotations

import typer

from corpus.commands.output import run
from corpus.errors import MichaError
from corpus.settings import load_settings
from index.embed.load import load_encoder

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def fetch(
    encoder: str | None = typer.Option(None, help="default、模型名称或本地文件夹"),
    precision: str | None = typer.Option(None, help="int8 或 fp32（仅对默认模型）"),
) -> None:
    """下载并解码语义模型；已有的只作检查。"""
    try:
        ready = load_encoder(load_settings(encoder=encoder, precision=precision), _say)
    except MichaError as error:
        _say(str(error))
        raise typer.Exit(1) from error
    _say(f"可以使用：{ready.identity.split('|')[0]}，{ready.dim} 维。")


def _say(line: str) -> None:
    typer.echo(line, err=True)


if __name__ == "__main__":
    run(app)
