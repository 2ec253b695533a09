# SPDX-License-Identifier: EUPL-1.2
"""A model: a folder on this machine that makes a vector of a text. Nothing is ever fetched."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from kennisstad.retrieval.language import Language
from kennisstad.retrieval.semantic.bert import BertNetwork
from kennisstad.retrieval.semantic.faults import ModelUnusable
from kennisstad.retrieval.semantic.folder import Plan, load, read
from kennisstad.retrieval.semantic.onnx import OnnxNetwork
from kennisstad.retrieval.semantic.weights import Numbers

_AT_ONCE = 16
"""Texts in one pass; more is not faster on a processor and holds more memory."""
_MOST_CHARACTERS = 20_000
"""Beyond what any model reads; keeps splitting a huge text short."""
_QUERIES_KEPT = 64


class Network(Protocol):
    dimensions: int

    def __call__(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Numbers: ...


class Model:
    """Makes vectors: texts that mean the same get vectors with a cosine near 1."""

    def __init__(self, plan: Plan, tokenizer: Tokenizer, network: Network) -> None:
        self._plan, self._tokenizer, self._network = plan, tokenizer, network
        self.digest = plan.digest()
        self.dimensions = network.dimensions
        self._query = lru_cache(maxsize=_QUERIES_KEPT)(self._query_anew)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load a model from its folder and try it.

        Raises:
            ModelUnusable: the folder is missing or holds no model that works; the message says what is wrong.
        """
        plan = read(folder)
        network = _network(plan)
        _check_dimensions(plan, network.dimensions)
        longest = min(plan.max_tokens, getattr(network, "max_tokens", plan.max_tokens))
        model = cls(plan, _tokenizer(folder, longest), network)
        model._try_out()
        return model

    @property
    def languages(self) -> tuple[Language, ...]:
        return self._plan.languages

    def query(self, text: str) -> Numbers:
        """Give the vector of a question, of length 1; the last few are remembered."""
        return self._query(_fit(text))

    def passages(self, texts: Sequence[str]) -> Numbers:
        """Give the vectors of texts that can be found, (texts, dimensions), each of length 1."""
        return self._vectors([self._plan.before_passage + _fit(text) for text in texts])

    def _query_anew(self, text: str) -> Numbers:
        vector: Numbers = self._vectors([self._plan.before_query + text])[0]
        return vector

    def _vectors(self, texts: Sequence[str]) -> Numbers:
        found = np.zeros((len(texts), self.dimensions), np.float32)
        encodings = self._tokenizer.encode_batch_fast(list(texts))
        for rows in _alike(encodings):
            found[rows] = self._pooled([encodings[row] for row in rows])
        return found

    def _pooled(self, encodings: Sequence[Encoding]) -> Numbers:
        ids, mask = _padded(encodings)
        vectors = self._network(ids, mask)
        if vectors.ndim == 3:
            vectors = vectors[:, 0] if self._plan.pooling == "cls" else _mean(vectors, mask)
        # The cosine is asked for, so also a model that leaves the length as it comes gets 1 here.
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        of_one_length: Numbers = vectors / np.maximum(lengths, np.float32(1e-12))
        return of_one_length

    def _try_out(self) -> None:
        try:
            tried = self._vectors(["Een vraag.", "A question about something else."])
        except Exception as fault:  # whatever a library raises on files that do not fit together
            raise ModelUnusable(
                f"The tokenizer and the network in {self._plan.folder} do not fit together."
            ) from fault
        if not np.isfinite(tried).all() or not tried.any(axis=1).all():
            raise ModelUnusable(f"The model in {self._plan.folder} makes no usable vectors.")


def _fit(text: str) -> str:
    """Cut a text short and take out what is no character: half of a pair, as broken input may hold."""
    return text[:_MOST_CHARACTERS].encode(errors="replace").decode()


def _network(plan: Plan) -> Network:
    return OnnxNetwork(plan.network) if plan.network.suffix == ".onnx" else BertNetwork(plan.network)


def _tokenizer(folder: Path, longest: int) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as fault:  # the library raises plain Exception
        raise ModelUnusable(f"{folder / 'tokenizer.json'} is damaged: fetch the model again.") from fault
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=longest)
    return tokenizer


def _check_dimensions(plan: Plan, found: int) -> None:
    told = load(plan.folder / "1_Pooling" / "config.json", dict, {}).get("word_embedding_dimension", found)
    if told != found:
        raise ModelUnusable(
            f"The network in {plan.folder} makes vectors of {found} numbers and its pooling takes {told}: "
            "the files are of two models."
        )


def _alike(encodings: Sequence[Encoding]) -> Iterator[list[int]]:
    """Give batches of rows of about the same length, so that little is filled up."""
    order = sorted(range(len(encodings)), key=lambda row: len(encodings[row].ids))
    for begin in range(0, len(order), _AT_ONCE):
        yield order[begin : begin + _AT_ONCE]


def _padded(encodings: Sequence[Encoding]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    width = max(1, *(len(encoding.ids) for encoding in encodings))
    ids, mask = (np.zeros((len(encodings), width), np.int64) for _ in range(2))
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding.ids)] = encoding.ids
        mask[row, : len(encoding.ids)] = 1
    return ids, mask


def _mean(vectors: Numbers, mask: NDArray[np.int64]) -> Numbers:
    seen = mask[:, :, None].astype(np.float32)
    mean: Numbers = (vectors * seen).sum(axis=1) / np.maximum(seen.sum(axis=1), np.float32(1))
    return mean
