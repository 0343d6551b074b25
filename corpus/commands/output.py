"""What all rooms' commands share: JSON lines on stdout and nothing else there, logs on stderr, exit codes."""

from __future__ import annotations

import io
import sqlite3
import sys
import traceback
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import typer
from typer.exceptions import TyperException

from corpus.commands.usage import usage_sentence
from corpus.errors import MichaError
from corpus.settings import load_settings
from corpus.store.database import DATABASE_NAME, explain

OK, REFUSED, WRONG_USE = 0, 1, 2
WHICH = "请运行 python -m corpus verify 检查语料库；语料库无误时，损坏的是检索索引，请运行 python -m index build 重建。"
INTERRUPTED = 130  # what a shell reports for Ctrl-C
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def print_json(line: object) -> None:
    """One JSON object on one line of stdout, as UTF-8 whatever the terminal's locale."""
    sys.stdout.buffer.write(_ENCODER.encode(line) + b"\n")
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """A line for people on stdout."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def log(text: str) -> None:
    """A line on stderr: progress, warnings, faults."""
    sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stderr.buffer.flush()


@contextmanager
def faults_named(code: int = REFUSED) -> Iterator[None]:
    """Ends the command with `code` and the fault's own words instead of a traceback.

    A fault of the disk or the database ends it with REFUSED; Ctrl-C with INTERRUPTED.
    """
    try:
        yield
    except MichaError as fault:
        log(str(fault))
        raise typer.Exit(code) from fault
    except BrokenPipeError:
        raise  # the reader of stdout has gone (| head): typer ends quietly
    except (OSError, sqlite3.Error) as fault:
        log(_disk(fault))
        raise typer.Exit(REFUSED) from fault
    except KeyboardInterrupt as stop:
        log("已中断。已报告的结果都已保存，没有丢失；再次运行同一命令即可继续。")
        raise typer.Exit(INTERRUPTED) from stop


def _disk(fault: OSError | sqlite3.Error) -> str:
    if isinstance(fault, sqlite3.Error):
        if isinstance(fault, sqlite3.OperationalError):
            return explain(fault, load_settings().home_dir / DATABASE_NAME)
        return f"数据库文件已损坏（{fault}）。{WHICH}"
    what = f"无法读写 {fault.filename or '文件'}（{fault.strerror or fault}）。"
    return f"{what}请检查磁盘空间、权限与路径后重试；已保存的内容没有丢失。"


def run(app: typer.Typer) -> None:
    """Runs a room's commands and ends the process with their exit code, wrong use told in Chinese.

    A fault of ours ends with a short id; its traceback goes to <home>/logs/commands.log.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # the help is Chinese: a terminal of another charset must not stop it
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(standalone_mode=False)
    except TyperException as fault:
        if said := usage_sentence(fault):
            log(said)
        sys.exit(WRONG_USE)
    except (KeyboardInterrupt, typer.Abort):
        log("已中断。已报告的内容都已保存；再次运行同一命令即可继续。")
        sys.exit(INTERRUPTED)
    except MichaError as fault:
        log(str(fault))
        sys.exit(REFUSED)
    except BrokenPipeError:
        sys.exit(OK)  # the reader of our lines has gone: nothing to say to it
    except Exception as fault:
        number = uuid.uuid4().hex[:8]
        log(f"程序内部错误 {number}（{type(fault).__name__}）。已保存的内容没有丢失；{_note_down(number)}")
        sys.exit(REFUSED)
    sys.exit(code if isinstance(code, int) else OK)


def _note_down(number: str) -> str:
    """Keeps the traceback where it can be found; on stderr where no file can be written."""
    trace = f"{number}\n{traceback.format_exc()}\n"
    try:
        folder = load_settings().home_dir / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "commands.log").open("a", encoding="utf-8") as out:
            out.write(trace)
    except (OSError, MichaError):
        log(trace)
        return "日志无法写入，详情见上。"
    return f"详情见 {folder / 'commands.log'}，反馈时请附上这个编号。"
