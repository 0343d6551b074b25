"""Wrong use of a command, told in Chinese: what typer says in English, by the kind of fault."""

from __future__ import annotations

import typer
from typer.exceptions import TyperException


def usage_sentence(fault: TyperException) -> str:
    """What is wrong with a command line and where its usage is told; empty where typer has printed the help."""
    if not fault.message.strip() and not isinstance(fault, typer.BadParameter):
        return ""
    context = getattr(fault, "ctx", None)
    return f"{_what(fault)}用法见 {getattr(context, 'command_path', 'python -m corpus')} --help。"


def _what(fault: TyperException) -> str:
    told = f"（{fault.message}）" if fault.message else ""
    option = getattr(fault, "option_name", None)
    if option:
        return f"选项 {option} 不存在或用法不对。"
    if isinstance(fault, typer.BadParameter):
        names = getattr(fault.param, "opts", None) or ["?"]
        return f"参数 {names[0]} 缺失或取值不能用{told}。"
    return f"命令无法识别{told}。"
