# SPDX-License-Identifier: EUPL-1.2
"""Runs an encoder in ONNX, the open format for networks, on the processor of this machine."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kennisstad.retrieval.semantic.faults import ModelUnusable
from kennisstad.retrieval.semantic.weights import Numbers

_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
_FATAL_ALONE = 4


class OnnxNetwork:
    """Token numbers → a vector for each token, or one for each text where the file pools by itself."""

    def __init__(self, file: Path) -> None:
        """Load a network.

        Raises:
            ModelUnusable: the file is damaged, or is not a network that reads text.
        """
        options = onnxruntime.SessionOptions()
        # What went wrong is raised; the library would also write it to the terminal.
        options.log_severity_level = _FATAL_ALONE
        options.enable_cpu_mem_arena = False
        try:
            self._session = onnxruntime.InferenceSession(
                str(file), options, providers=["CPUExecutionProvider"]
            )
        except Exception as fault:  # its classes share no name but this one
            raise ModelUnusable(f"{file} is damaged or needs a newer onnxruntime: fetch it again.") from fault
        self._inputs = {taken.name for taken in self._session.get_inputs()}
        if "input_ids" not in self._inputs or not self._inputs <= _INPUTS:
            raise ModelUnusable(
                f"{file} takes {', '.join(sorted(self._inputs))}: that is not a network that reads text."
            )
        self._output = _output(self._session, file)
        self.dimensions = self._tried(file)

    def __call__(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Numbers:
        """Give (texts, tokens, dimensions) or (texts, dimensions) for (texts, tokens)."""
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (found,) = self._session.run(
            [self._output], {name: value for name, value in fed.items() if name in self._inputs}
        )
        return np.asarray(found, np.float32)

    def _tried(self, file: Path) -> int:
        try:
            tried = self(np.zeros((1, 4), np.int64), np.ones((1, 4), np.int64))
        except Exception as fault:  # as above
            raise ModelUnusable(f"{file} fails on the simplest text: fetch it again.") from fault
        return int(tried.shape[-1])


def _output(session: Any, file: Path) -> str:
    """Choose the vectors of tokens, which we pool ourselves, before one that is pooled already."""
    ranks = {found.name: len(found.shape or ()) for found in session.get_outputs()}
    for rank in (3, 2):
        for name, found in ranks.items():
            if found == rank:
                return str(name)
    raise ModelUnusable(f"{file} gives no vectors.")
