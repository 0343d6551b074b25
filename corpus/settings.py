"""One frozen settings object: defaults < micha.toml < environment (MICHA_*) < flags."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import msgspec

from corpus.errors import SettingsError

SETTINGS_FILE = "micha.toml"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a user can set. `home` holds all user data and lies outside the package tree.

    encoder: "default" (multilingual-e5-small as fetched by pip), "none", a hub name or a local folder.
    precision: fp32 or int8 for the encoder; batch: passages encoded at once (<= 16 keeps memory low).
    """

    home: str = "var"
    engine: str = "embedded"
    encoder: str = "default"
    precision: str = "fp32"
    batch: int = 16
    language: str = "zh"
    cache: str = ""  # where the decoded encoder is kept; empty: <home>/cache

    @property
    def home_dir(self) -> Path:
        return Path(self.home).expanduser().absolute()

    @property
    def cache_dir(self) -> Path:
        return Path(self.cache).expanduser().absolute() if self.cache else self.home_dir / "cache"


def load_settings(folder: Path | None = None, **flags: object) -> Settings:
    """Settings of this run. folder: where micha.toml is looked for (default: the working directory).

    Raises SettingsError, naming the key, for a value that does not fit.
    """
    values: dict[str, object] = {}
    path = (folder or Path.cwd()) / SETTINGS_FILE
    if path.exists():
        try:
            values |= tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise SettingsError(f"设置文件 {path} 无法读取：{fault}。请改正或删除该文件。") from fault
    for name in Settings.__struct_fields__:
        held = os.environ.get(f"MICHA_{name.upper()}")
        if held is not None:
            values[name] = held
    values |= {name: value for name, value in flags.items() if value is not None}
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as fault:
        raise SettingsError(f"设置有误：{fault}。可用的键：{'、'.join(Settings.__struct_fields__)}。") from fault
