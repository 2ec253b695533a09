# SPDX-License-Identifier: EUPL-1.2
"""Makes models as small as can be, byte by byte, in the formats that real ones have."""

import json
import random
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

VECTORS: dict[str, list[float]] = {
    "[PAD]": [9, 9, 9, 9],
    "[UNK]": [0, 0, 0, 0.05],
    "[CLS]": [0, 0, 0, 0.1],
    "[SEP]": [0, 0, 0, 0.1],
    "bike": [1, 0, 0, 0],
    "bicycle": [0.9, 0.1, 0, 0],
    "fiets": [0.8, 0, 0.1, 0],
    "litter": [0, 1, 0, 0],
    "waste": [0.1, 0.9, 0, 0],
    "afval": [0, 0.8, 0.1, 0],
    "music": [0, 0, 1, 0],
    "silence": [0, 0, -1, 0],
}
"""What each word means to the little model: cycling, litter, music or none, and nothing in particular."""
WORDS = [word for word in VECTORS if not word.startswith("[")]


def make_model(folder: Path, *, vectors: Mapping[str, Sequence[float]] = VECTORS, **files: Any) -> Path:
    """Write a model in ONNX whose network looks a word's vector up; `files` go in `kennisstad.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_settings(folder, dimensions=len(vectors["[CLS]"]))
    write_tokenizer(folder, list(vectors))
    (folder / "model.onnx").write_bytes(onnx(list(vectors.values())))
    if files:
        write_json(folder / "kennisstad.json", files)
    return folder


def write_settings(folder: Path, *, dimensions: int, max_tokens: int = 64, **pooling: Any) -> None:
    steps = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    write_json(
        folder / "modules.json",
        [{"path": path, "type": f"sentence_transformers.models.{name}"} for path, name in steps],
    )
    ways = pooling or {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False}
    write_json(folder / "1_Pooling" / "config.json", {"word_embedding_dimension": dimensions, **ways})
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": max_tokens})


def write_json(file: Path, content: Any) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(content))


def write_tokenizer(folder: Path, words: Sequence[str]) -> None:
    vocabulary = {word: number for number, word in enumerate(words)}
    special = {name: {"id": name, "ids": [vocabulary[name]], "tokens": [name]} for name in ("[CLS]", "[SEP]")}
    pair = [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}]
    around = [
        {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
        {"Sequence": {"id": "A", "type_id": 0}},
        {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
    ]
    content = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "decoder": None,
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": {
            "type": "TemplateProcessing", "single": around, "pair": pair, "special_tokens": special,
        },
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    }  # fmt: skip
    write_json(folder / "tokenizer.json", content)


def onnx(table: Sequence[Sequence[float]], *, takes: str = "input_ids", apart: str = "") -> bytes:
    """Write a network in ONNX's protobuf: from token numbers to the lines of a table.

    With `apart` the table itself stands in the file of that name, as `numbers` writes it.

    Field numbers are those of onnx.proto: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
    """
    weights = _number(1, len(table)) + _number(1, len(table[0])) + _number(2, 1)
    place = _bytes(13, _bytes(1, b"location") + _bytes(2, apart.encode())) + _number(14, 1)
    weights += _bytes(8, b"table") + (place if apart else _bytes(9, numbers(table)))
    node = _bytes(1, b"table") + _bytes(1, takes.encode()) + _bytes(2, b"last_hidden_state")
    graph = _bytes(1, node + _bytes(4, b"Gather")) + _bytes(2, b"g") + _bytes(5, weights)
    graph += _bytes(11, _value(takes, 7, "texts", "tokens"))
    graph += _bytes(12, _value("last_hidden_state", 1, "texts", "tokens", len(table[0])))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _bytes(1, b"") + _number(2, 13))


def numbers(table: Sequence[Sequence[float]]) -> bytes:
    return b"".join(struct.pack(f"<{len(line)}f", *line) for line in table)


def _value(name: str, kind: int, *dimensions: str | int) -> bytes:
    shape = b"".join(
        _bytes(1, _number(1, size) if isinstance(size, int) else _bytes(2, size.encode()))
        for size in dimensions
    )
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    head = b""
    while value > 0x7F:
        head += bytes([value & 0x7F | 0x80])
        value >>= 7
    return head + bytes([value])


BERT = {
    "model_type": "bert", "hidden_size": 8, "num_attention_heads": 2, "num_hidden_layers": 2,
    "intermediate_size": 12, "hidden_act": "gelu", "layer_norm_eps": 1e-6,
}  # fmt: skip
Tensors = dict[str, tuple[list[int], list[float]]]


def make_bert(folder: Path, *, prefix: str = "") -> Tensors:
    """Write a BERT of chance weights, without ONNX, and give those weights."""
    folder.mkdir(parents=True, exist_ok=True)
    write_settings(folder, dimensions=8)
    write_tokenizer(folder, list(VECTORS))
    write_json(folder / "config.json", BERT)
    tensors = _chance_tensors()
    write_safetensors(folder / "model.safetensors", {prefix + name: told for name, told in tensors.items()})
    return tensors


def write_safetensors(file: Path, tensors: Tensors) -> None:
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    content = b""
    for name, (shape, values) in tensors.items():
        packed = struct.pack(f"<{len(values)}f", *values)
        offsets = [len(content), len(content) + len(packed)]
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": offsets}
        content += packed
    told = json.dumps(header).encode()
    told += b" " * (-len(told) % 8)
    file.write_bytes(struct.pack("<Q", len(told)) + told + content)


def _chance_tensors() -> Tensors:
    dice = random.Random(1)
    shapes = {
        "embeddings.word_embeddings.weight": [len(VECTORS), 8],
        "embeddings.position_embeddings.weight": [16, 8],
        "embeddings.token_type_embeddings.weight": [2, 8],
        **_norm("embeddings"),
    }
    for layer in (f"encoder.layer.{number}" for number in range(2)):
        for name in ("query", "key", "value"):
            shapes |= _dense(f"{layer}.attention.self.{name}", 8, 8)
        shapes |= _dense(f"{layer}.attention.output.dense", 8, 8) | _norm(f"{layer}.attention.output")
        shapes |= _dense(f"{layer}.intermediate.dense", 8, 12)
        shapes |= _dense(f"{layer}.output.dense", 12, 8) | _norm(f"{layer}.output")
    return {
        name: (shape, [dice.gauss(0, 1) for _ in range(shape[0] * (shape[1] if shape[1:] else 1))])
        for name, shape in shapes.items()
    }


def _dense(name: str, taken: int, given: int) -> dict[str, list[int]]:
    return {f"{name}.weight": [given, taken], f"{name}.bias": [given]}


def _norm(name: str) -> dict[str, list[int]]:
    return {f"{name}.LayerNorm.weight": [8], f"{name}.LayerNorm.bias": [8]}
