# SPDX-License-Identifier: EUPL-1.2
"""Reads safetensors: names and shapes in JSON, then plain numbers, which stay on disk until looked at.

Source of the layout: https://github.com/huggingface/safetensors, "Format".
"""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kennisstad.retrieval.semantic.faults import ModelUnusable

Numbers = NDArray[np.float32]
_KINDS: dict[str, np.dtype[Any]] = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2")}
_MOST_HEADER_BYTES = 5_000_000
"""A tensor takes about a hundred of these."""


def weights(file: Path) -> dict[str, Numbers]:
    """Give every tensor of 32 or 16 bits by its name; others, which no network of ours needs, are left out.

    Those of 32 bits are mapped from the file, so many processes share them; others are widened in memory.

    Raises:
        ModelUnusable: the file is not whole.
    """
    try:
        header, begin = _header(file)
        room = np.memmap(file, np.uint8, mode="r", offset=begin)
        return {
            name: _tensor(room, told)
            for name, told in header.items()
            if name != "__metadata__" and told["dtype"] in _KINDS
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ModelUnusable(f"{file} is damaged: fetch the model again.") from fault


def _header(file: Path) -> tuple[dict[str, Any], int]:
    with file.open("rb") as opened:
        length = int.from_bytes(opened.read(8), "little")
        if length > _MOST_HEADER_BYTES:
            raise ValueError(length)
        header = json.loads(opened.read(length))
    return dict(header), 8 + length


def _tensor(room: NDArray[np.uint8], told: dict[str, Any]) -> Numbers:
    first, last = told["data_offsets"]
    kind = _KINDS[told["dtype"]]
    if min(first, last, *told["shape"]) < 0:
        raise ValueError(told)
    if last - first != math.prod(told["shape"]) * kind.itemsize or last > len(room):
        raise ValueError(told)
    tensor: Numbers = room[first:last].view(kind).reshape(told["shape"]).astype(np.float32, copy=False)
    return tensor
