# SPDX-License-Identifier: EUPL-1.2
"""Runs a BERT encoder with NumPy alone, for folders that hold weights and no ONNX file.

Source: Devlin, Chang, Lee and Toutanova 2019, doi:10.18653/v1/N19-1423; Vaswani and others 2017,
arXiv:1706.03762 (attention).
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kennisstad.retrieval.semantic.faults import ModelUnusable
from kennisstad.retrieval.semantic.folder import load
from kennisstad.retrieval.semantic.weights import Numbers, weights

_MASKED = np.float32(-1e9)


class BertNetwork:
    """Token numbers → a vector for each token."""

    def __init__(self, file: Path) -> None:
        """Map the weights of a file that stands beside its `config.json`.

        Raises:
            ModelUnusable: another kind of network, or weights that are missing or of another shape.
        """
        config = load(file.with_name("config.json"), dict, {})
        if config.get("model_type") != "bert" or config.get("hidden_act", "gelu") != "gelu":
            raise ModelUnusable(
                f"{file} is not of the kind BERT, which is all that kennisstad runs without ONNX: "
                "put the model's onnx/model.onnx beside it."
            )
        self._weights = _without_prefix(weights(file))
        try:
            self._epsilon = np.float32(config.get("layer_norm_eps", 1e-12))
            self._heads, self._layers = int(config["num_attention_heads"]), int(config["num_hidden_layers"])
            self.dimensions = int(config["hidden_size"])
            self.max_tokens = len(self._weights["embeddings.position_embeddings.weight"])
            self(np.zeros((1, 4), np.int64), np.ones((1, 4), np.int64))
        except (KeyError, ValueError, TypeError, IndexError, ZeroDivisionError) as fault:
            raise ModelUnusable(
                f"The weights in {file} are not those that its config.json tells of."
            ) from fault

    def __call__(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Numbers:
        """Give (texts, tokens, dimensions) for (texts, tokens); a mask of 0 marks what is only filling."""
        hidden = self._embedded(ids)
        unseen = ((1 - mask) * _MASKED).astype(np.float32)[:, None, None, :]
        for layer in range(self._layers):
            hidden = self._layer(hidden, unseen, f"encoder.layer.{layer}")
        return hidden

    def _embedded(self, ids: NDArray[np.int64]) -> Numbers:
        part = "embeddings"
        words = self._weights[f"{part}.word_embeddings.weight"][ids]
        places = self._weights[f"{part}.position_embeddings.weight"][: ids.shape[1]]
        return self._normal(words + places + self._weights[f"{part}.token_type_embeddings.weight"][0], part)

    def _layer(self, hidden: Numbers, unseen: Numbers, part: str) -> Numbers:
        seen = self._attended(hidden, unseen, f"{part}.attention.self")
        seen = self._linear(seen, f"{part}.attention.output.dense")
        hidden = self._normal(hidden + seen, f"{part}.attention.output")
        wide = gelu(self._linear(hidden, f"{part}.intermediate.dense"))
        return self._normal(hidden + self._linear(wide, f"{part}.output.dense"), f"{part}.output")

    def _attended(self, hidden: Numbers, unseen: Numbers, part: str) -> Numbers:
        query, key, value = (self._split(hidden, f"{part}.{name}") for name in ("query", "key", "value"))
        scores = query @ key.swapaxes(2, 3) / np.float32(np.sqrt(query.shape[-1])) + unseen
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        heads = scores / scores.sum(axis=-1, keepdims=True) @ value
        joined: Numbers = heads.swapaxes(1, 2).reshape(hidden.shape)
        return joined

    def _split(self, hidden: Numbers, part: str) -> Numbers:
        texts, tokens, _ = hidden.shape
        return self._linear(hidden, part).reshape(texts, tokens, self._heads, -1).swapaxes(1, 2)

    def _linear(self, hidden: Numbers, part: str) -> Numbers:
        return hidden @ self._weights[f"{part}.weight"].T + self._weights[f"{part}.bias"]

    def _normal(self, hidden: Numbers, part: str) -> Numbers:
        centred = hidden - hidden.mean(axis=-1, keepdims=True)
        deviation = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + self._epsilon)
        scale, shift = (self._weights[f"{part}.LayerNorm.{name}"] for name in ("weight", "bias"))
        normal: Numbers = centred / deviation * scale + shift
        return normal


def gelu(numbers: Numbers) -> Numbers:
    """Give x times the share of a normal distribution below x.

    The error function to 1.5e-7, as fine as 32 bits: Abramowitz and Stegun 1964, 7.1.26.
    """
    size = np.abs(numbers) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * size)
    steps: Any = np.float32(0)
    for coefficient in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        steps = (steps + np.float32(coefficient)) * t
    error = np.copysign(1 - steps * np.exp(-size * size), numbers)
    bent: Numbers = numbers * np.float32(0.5) * (1 + error)
    return bent


def _without_prefix(found: dict[str, Numbers]) -> dict[str, Numbers]:
    return {name.removeprefix("bert."): tensor for name, tensor in found.items()}
