"""One frozen settings object: defaults < micha.toml < environment (MICHA_*) < flags."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from corpus.errors import SettingsError

SETTINGS_FILE = "micha.toml"
BATCH = (1, 1024)  # least and most
Written = Annotated[str, Meta(pattern=r"\A[^\0]*\Z")]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a user can set. `home` holds all user data and lies outside the package tree.

    encoder: "default" (multilingual-e5-small as fetched by pip), "none", a hub name or a local folder.
    precision: int8 (twice as fast, a sixth of the memory) or fp32, for the default encoder.
    batch: passages encoded at once (<= 16 keeps memory low).
    """

    home: Written = "var"
    engine: Written = "embedded"
    encoder: Written = "default"
    precision: Written = "int8"
    batch: Annotated[int, Meta(ge=BATCH[0], le=BATCH[1])] = 16
    language: Written = "zh"
    cache: Written = ""  # where the decoded encoder is kept; empty: <home>/cache

    @property
    def home_dir(self) -> Path:
        return _folder(self.home)

    @property
    def cache_dir(self) -> Path:
        return _folder(self.cache) if self.cache else self.home_dir / "cache"


def _folder(path: str) -> Path:
    try:
        return Path(path).expanduser().absolute()
    except RuntimeError as fault:  # ~name of a user that does not exist
        raise SettingsError(f"找不到文件夹 {path} 所指的用户。请在设置中写出完整路径。") from fault


def load_settings(folder: Path | None = None, **flags: object) -> Settings:
    """Settings of this run. folder: where micha.toml is looked for (default: the working directory).

    Raises SettingsError, naming the key, for a value that does not fit.
    """
    values: dict[str, object] = {}
    values |= _from_file((folder or Path.cwd()) / SETTINGS_FILE)
    for name in Settings.__struct_fields__:
        held = os.environ.get(f"MICHA_{name.upper()}")
        if held:  # set to nothing is not set: an empty home would be the working directory
            values[name] = held
    values |= {name: value for name, value in flags.items() if value is not None}
    _check_keys(values)
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as fault:
        raise SettingsError(_wrong(values, fault)) from fault


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Windows editors write a byte-order mark
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise SettingsError(f"设置文件 {path} 无法读取：{fault}。请改正（存为 UTF-8）或删除该文件。") from fault


def _check_keys(values: dict[str, object]) -> None:
    known = Settings.__struct_fields__
    for name in values:
        if name not in known:
            raise SettingsError(f"没有名为“{name}”的设置。可用的设置：{'、'.join(known)}。")


def _wrong(values: dict[str, object], fault: msgspec.ValidationError) -> str:
    found = re.search(r"\$\.(\w+)", str(fault))
    if not found:
        return f"设置有误：{fault}。请检查 {SETTINGS_FILE} 与环境变量 MICHA_*。"
    name = found[1]
    meaning = f"应为 {BATCH[0]} 至 {BATCH[1]} 的整数" if name == "batch" else "应为不含空字符的文字"
    return (
        f"设置 {name} 的值 {values[name]!r} 不能用，{meaning}。请检查 {SETTINGS_FILE} 与环境变量 MICHA_{name.upper()}。"
    )
