"""The q4 file as an ONNX graph, and that graph with 8-bit weights.

BERT written out in onnxruntime's fused operators (Attention, BiasGelu, SkipLayerNormalization), so that
neither torch nor an exporter is needed. In fp32 it equals the transformers model (cosine 1.0000 measured).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.embed.q4 import Q4File

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto

FUSED = "com.microsoft"
OPSET = 17
INPUTS = ("input_ids", "attention_mask")  # int64 (batch, length)
_IR_VERSION = 8


def write_int8(q4: Q4File, kept: list[int], target: Path) -> None:
    """Write the quantised model: int8 weights per channel, activations quantised as they come.

    reduce_range: weights of 7 bits, since processors without VNNI overflow with 8 (cosine to fp32 .9972 with,
    .9975 without, on 96 passages), so that a vector is the same on every machine.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    plain = target.with_suffix(".fp32")
    onnx.save(Graph(q4, kept).model(), str(plain))
    quantize_dynamic(
        plain, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
    plain.unlink()


class Graph:
    """Collects nodes and constants; every node's output bears the node's name."""

    def __init__(self, q4: Q4File, kept: list[int]) -> None:
        self._q4 = q4
        self._kept = kept
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def model(self) -> ModelProto:
        """input_ids, attention_mask (batch, length) -> last hidden state (batch, length, hidden)."""
        from onnx import TensorProto, helper

        state = self._embeddings()
        self._node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
        for layer in range(self._q4.shape.layers):
            state = self._layer(f"l{layer}.", state)
        ints, floats = TensorProto.INT64, TensorProto.FLOAT
        inputs = [helper.make_tensor_value_info(name, ints, ["batch", "length"]) for name in INPUTS]
        output = helper.make_tensor_value_info(state, floats, ["batch", "length", self._q4.shape.hidden])
        graph = helper.make_graph(self._nodes, "encoder", inputs, [output], self._constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)

    def _embeddings(self) -> str:
        q4, hidden = self._q4, self._q4.shape.hidden
        first_type = q4.tensor("emb.type", q4.shape.token_types, hidden)[0]  # a single text has one type
        words = self._constant("emb.word", q4.rows("emb.word", self._kept, hidden))
        places = self._constant("emb.pos", q4.tensor("emb.pos", q4.shape.positions, hidden) + first_type)
        zero, one = self._constant("zero", np.array([0])), self._constant("one", np.array([1]))
        length = self._node("Gather", [self._node("Shape", ["input_ids"], "shape"), one], "length_now")
        used = self._node("Slice", [places, zero, length, zero], "places")
        taken = self._node("Gather", [words, "input_ids"], "words")
        added = self._node("Add", [taken, used], "added")
        norm = [self._constant(name, q4.tensor(name, hidden)) for name in ("emb.ln.w", "emb.ln.b")]
        return self._node("LayerNormalization", [added, *norm], "embedded", axis=-1, epsilon=q4.shape.epsilon)

    def _layer(self, at: str, state: str) -> str:
        shape = self._q4.shape
        query_key_value = np.concatenate([self._matrix(f"{at}{part}", shape.hidden, shape.hidden) for part in "qkv"], 1)
        biases = np.concatenate([self._q4.tensor(f"{at}{part}.b", shape.hidden) for part in "qkv"])
        weights = [self._constant(f"{at}qkv.w", query_key_value), self._constant(f"{at}qkv.b", biases)]
        seen = self._node("Attention", [state, *weights, "mask"], f"{at}attention", FUSED, num_heads=shape.heads)
        state = self._add_and_norm(at, "ao", "aln", seen, state, shape.hidden)
        wide = self._times(f"{at}fi", state, shape.feed_forward, shape.hidden)
        bias = self._constant(f"{at}fi.b", self._q4.tensor(f"{at}fi.b", shape.feed_forward))
        active = self._node("BiasGelu", [wide, bias], f"{at}gelu", FUSED)
        return self._add_and_norm(at, "fo", "oln", active, state, shape.feed_forward)

    def _add_and_norm(self, at: str, matrix: str, norm: str, values: str, skipped: str, inside: int) -> str:
        """values x matrix + bias + skipped, normed: the end of both halves of a layer."""
        hidden = self._q4.shape.hidden
        out = self._times(f"{at}{matrix}", values, hidden, inside)
        names = (f"{at}{norm}.w", f"{at}{norm}.b", f"{at}{matrix}.b")
        constants = [self._constant(name, self._q4.tensor(name, hidden)) for name in names]
        inputs = [out, skipped, *constants]
        return self._node("SkipLayerNormalization", inputs, f"{at}{norm}", FUSED, epsilon=self._q4.shape.epsilon)

    def _times(self, name: str, values: str, out: int, inside: int) -> str:
        return self._node("MatMul", [values, self._constant(f"{name}.w", self._matrix(name, out, inside))], name)

    def _matrix(self, name: str, out: int, inside: int) -> NDArray[np.float32]:
        return self._q4.tensor(f"{name}.w", out, inside).T

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(self, operator: str, inputs: list[str], name: str, domain: str = "", **options: Any) -> str:
        from onnx import helper

        self._nodes.append(helper.make_node(operator, inputs, [name], name=name, domain=domain, **options))
        return name
