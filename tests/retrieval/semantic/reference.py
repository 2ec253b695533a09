# SPDX-License-Identifier: EUPL-1.2
"""BERT once more, in loops over plain numbers: slow, and without a line shared with ours."""

import math
from collections.abc import Sequence

from tests.retrieval.semantic.making import BERT, Tensors

Vector = list[float]


def mean_of_bert(tensors: Tensors, ids: Sequence[int]) -> Vector:
    """Give the mean vector of the last layer, of length 1."""
    bert = _Bert(tensors)
    tokens = bert.embedded(ids)
    for number in range(2):
        tokens = bert.layer(tokens, f"encoder.layer.{number}")
    mean = [sum(token[place] for token in tokens) / len(tokens) for place in range(8)]
    length = math.sqrt(sum(x * x for x in mean))
    return [x / length for x in mean]


class _Bert:
    def __init__(self, tensors: Tensors) -> None:
        self.tensors = tensors

    def line(self, name: str, number: int = 0) -> Vector:
        shape, values = self.tensors[name]
        width = shape[-1]
        return values[number * width : (number + 1) * width]

    def embedded(self, ids: Sequence[int]) -> list[Vector]:
        kind = self.line("embeddings.token_type_embeddings.weight")
        tokens = []
        for place, number in enumerate(ids):
            word = self.line("embeddings.word_embeddings.weight", number)
            where = self.line("embeddings.position_embeddings.weight", place)
            tokens.append(self.normal([sum(x) for x in zip(word, where, kind, strict=True)], "embeddings"))
        return tokens

    def layer(self, tokens: list[Vector], part: str) -> list[Vector]:
        seen = self.attended(tokens, f"{part}.attention.self")
        found = []
        for token, other in zip(tokens, seen, strict=True):
            mixed = self.linear(other, f"{part}.attention.output.dense")
            mixed = self.normal(_plus(token, mixed), f"{part}.attention.output")
            wide = [
                x * (1 + math.erf(x / math.sqrt(2))) / 2
                for x in self.linear(mixed, f"{part}.intermediate.dense")
            ]
            narrow = self.linear(wide, f"{part}.output.dense")
            found.append(self.normal(_plus(mixed, narrow), f"{part}.output"))
        return found

    def attended(self, tokens: list[Vector], part: str) -> list[Vector]:
        queries, keys, values = (
            [self.linear(token, f"{part}.{name}") for token in tokens] for name in ("query", "key", "value")
        )
        found: list[Vector] = [[] for _ in tokens]
        for head in range(2):
            span = slice(head * 4, head * 4 + 4)
            for place, query in enumerate(queries):
                scores = [math.exp(_dot(query[span], key[span]) / 2) for key in keys]
                shares = [score / sum(scores) for score in scores]
                found[place] += [
                    sum(share * value[span][n] for share, value in zip(shares, values, strict=True))
                    for n in range(4)
                ]
        return found

    def linear(self, vector: Vector, part: str) -> Vector:
        bias = self.line(f"{part}.bias")
        return [_dot(vector, self.line(f"{part}.weight", n)) + b for n, b in enumerate(bias)]

    def normal(self, vector: Vector, part: str) -> Vector:
        mean = sum(vector) / len(vector)
        spread = sum((x - mean) ** 2 for x in vector) / len(vector)
        scale, shift = (self.line(f"{part}.LayerNorm.{name}") for name in ("weight", "bias"))
        by = math.sqrt(spread + float(str(BERT["layer_norm_eps"])))
        return [(x - mean) / by * s + h for x, s, h in zip(vector, scale, shift, strict=True)]


def _dot(left: Vector, right: Vector) -> float:
    return sum(x * y for x, y in zip(left, right, strict=True))


def _plus(left: Vector, right: Vector) -> Vector:
    return [x + y for x, y in zip(left, right, strict=True)]
