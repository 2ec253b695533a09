# SPDX-License-Identifier: EUPL-1.2
"""Opens the vectors of a model, or says in one sentence why that cannot be."""

from pathlib import Path
from typing import TYPE_CHECKING

from kennisstad.retrieval.semantic.faults import ModelUnusable

if TYPE_CHECKING:
    from kennisstad.retrieval.semantic.dense import DenseIndex


def opened(model: Path, vectors: Path) -> "DenseIndex":
    """Load the model in one folder for the vectors in another; those may still have to be made.

    Raises:
        ModelUnusable: the libraries of the extra are missing, or the folder holds no model that works.
    """
    try:
        # Here, because most cities do without the extra.
        from kennisstad.retrieval.semantic.dense import DenseIndex  # noqa: PLC0415
        from kennisstad.retrieval.semantic.model import Model  # noqa: PLC0415
    except ImportError as error:
        raise ModelUnusable(
            f"Finding by meaning needs more libraries ({error}): install kennisstad[semantic]."
        ) from error
    return DenseIndex(vectors, Model.load(model))
