# SPDX-License-Identifier: EUPL-1.2
"""Finding by meaning: a text becomes a vector, near vectors are near in meaning. An optional extra.

Words: a model is a folder on this machine that makes a vector of a text; it reads the languages that it
declares; the vectors of all documents are kept beside the index, with the mark of the model that made them.

Nothing here is fetched from anywhere. This module itself needs no library of the extra.
"""

from kennisstad.retrieval.semantic.faults import ModelUnusable
from kennisstad.retrieval.semantic.opening import opened

__all__ = ["ModelUnusable", "opened"]
