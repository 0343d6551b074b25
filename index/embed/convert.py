"""A q4 file made into an ordinary SentenceTransformer folder (BERT, mean pooling, length 1)."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from index.embed.q4 import Q4File, Shape
from index.embed.tokenizer import PAD_ID, kept_ids, make_tokenizer
from index.embed.transformer import prepare_torch

if TYPE_CHECKING:
    import torch
    from sentence_transformers.sentence_transformer.modules import Transformer
    from transformers import BertModel, PreTrainedTokenizerFast

MAX_TOKENS = 512
PROMPTS = {"query": "query: ", "passage": "passage: "}  # the model was trained with them (its model card)


def convert(data: bytes, folder: Path) -> None:
    """Write the folder. data: the q4 file's bytes. Raises ValueError or KeyError where the format is another."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    prepare_torch()
    q4 = Q4File(data)
    with TemporaryDirectory(dir=folder.parent) as raw:
        kept = kept_ids(q4.pieces)
        _bert(q4, kept).save_pretrained(raw)
        _fast_tokenizer(q4, kept).save_pretrained(raw)
        modules = [_transformer(raw), Pooling(q4.shape.hidden, "mean"), Normalize()]
        model = SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu")
        model.save_pretrained(str(folder), create_model_card=False)


def _transformer(raw: str) -> Transformer:
    from sentence_transformers.sentence_transformer.modules import Transformer

    # No pooling layer: its weights would be random numbers, other ones each time.
    module: Transformer = Transformer(raw, max_seq_length=MAX_TOKENS, model_kwargs={"add_pooling_layer": False})
    return module


def _fast_tokenizer(q4: Q4File, kept: list[int]) -> PreTrainedTokenizerFast:
    from transformers import PreTrainedTokenizerFast

    tokenizer = make_tokenizer([q4.pieces[index] for index in kept], [float(q4.scores[index]) for index in kept])
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>",
        pad_token="<pad>", unk_token="<unk>", mask_token="<mask>", model_max_length=MAX_TOKENS, padding_side="right",
    )  # fmt: skip


def _bert(q4: Q4File, kept: list[int]) -> BertModel:
    from transformers import BertConfig, BertModel

    shape = q4.shape
    config = BertConfig(
        vocab_size=len(kept), hidden_size=shape.hidden, num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads, intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions, type_vocab_size=shape.token_types,
        layer_norm_eps=shape.epsilon, pad_token_id=PAD_ID,
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(_weights(q4, kept), strict=True)
    return model


def _weights(q4: Q4File, kept: list[int]) -> dict[str, torch.Tensor]:
    import torch

    shape = q4.shape
    weights = {"embeddings.word_embeddings.weight": q4.rows("emb.word", kept, shape.hidden)}
    for ours, theirs, sizes in _names(shape):
        weights[theirs] = q4.tensor(ours, *sizes)
    return {name: torch.from_numpy(values) for name, values in weights.items()}


def _names(shape: Shape) -> list[tuple[str, str, tuple[int, ...]]]:
    """(name in the file, name in transformers, sizes) of every tensor but the word table."""
    hidden, wide = shape.hidden, shape.feed_forward
    names: list[tuple[str, str, tuple[int, ...]]] = [
        ("emb.pos", "embeddings.position_embeddings.weight", (shape.positions, hidden)),
        ("emb.type", "embeddings.token_type_embeddings.weight", (shape.token_types, hidden)),
        ("emb.ln.w", "embeddings.LayerNorm.weight", (hidden,)),
        ("emb.ln.b", "embeddings.LayerNorm.bias", (hidden,)),
    ]
    matrices = [
        ("q", "attention.self.query", hidden, hidden),
        ("k", "attention.self.key", hidden, hidden),
        ("v", "attention.self.value", hidden, hidden),
        ("ao", "attention.output.dense", hidden, hidden),
        ("fi", "intermediate.dense", wide, hidden),
        ("fo", "output.dense", hidden, wide),
    ]
    norms = [("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")]
    for layer in range(shape.layers):
        ours, theirs = f"l{layer}.", f"encoder.layer.{layer}."
        for short, long, out, inside in matrices:
            names.append((f"{ours}{short}.w", f"{theirs}{long}.weight", (out, inside)))
            names.append((f"{ours}{short}.b", f"{theirs}{long}.bias", (out,)))
        for short, long in norms:
            names.append((f"{ours}{short}.w", f"{theirs}{long}.weight", (hidden,)))
            names.append((f"{ours}{short}.b", f"{theirs}{long}.bias", (hidden,)))
    return names
