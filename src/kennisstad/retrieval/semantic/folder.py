# SPDX-License-Identifier: EUPL-1.2
"""What the files of a model folder say about how its vectors are made.

The layout is that of sentence-transformers: `modules.json` names the steps, `1_Pooling/config.json` how the
vectors of words become one. A folder without `modules.json` takes the mean. One file is our
own: `kennisstad.json` with `{"languages": ["en"]}`, the languages in which the model may be trusted.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, Literal

from kennisstad.retrieval.language import LANGUAGES, Language
from kennisstad.retrieval.semantic.faults import ModelUnusable

Pooling = Literal["mean", "cls"]

_STEPS = ("Transformer", "Pooling", "Normalize")
_NETWORKS = ("onnx/model.onnx", "model.onnx", "model.safetensors")
"""Where a network may stand, the fastest first."""
_USUAL_LENGTH = 512
_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Plan:
    """How a folder makes a vector of a text."""

    folder: Path
    network: Path
    pooling: Pooling = "mean"
    max_tokens: int = _USUAL_LENGTH
    """What goes on for longer is cut off."""
    before_query: str = ""
    before_passage: str = ""
    """Words that the model wants to see in front."""
    languages: tuple[Language, ...] = LANGUAGES

    def digest(self) -> str:
        """Name the content of all files that decide about a vector: 64 letters; reads them once."""
        found = hashlib.sha256()
        for path in self._deciding():
            found.update(f"{path.relative_to(self.folder)}\n{path.stat().st_size}\n".encode())
            with path.open("rb") as file:
                while piece := file.read(_PIECE_BYTES):
                    found.update(piece)
        return found.hexdigest()

    def _deciding(self) -> list[Path]:
        settings = (*self.folder.glob("*.json"), *self.folder.glob("*_*/config.json"))
        return sorted({self.network, *self._apart(), *settings})

    def _apart(self) -> Iterator[Path]:
        """Give weights that stand in files of their own: a network in ONNX tells their names as they are."""
        if self.network.suffix != ".onnx" or not self.network.stat().st_size:
            return
        with self.network.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as network:
            for path in self.network.parent.rglob("*"):
                if path.is_file() and network.find(os.fsencode(path.name)) >= 0:
                    yield path


def read(folder: Path) -> Plan:
    """Read how this folder makes vectors; looks at small files only.

    Raises:
        ModelUnusable: the folder is missing, is not a model, or asks for a step that we do not know.
    """
    if not folder.is_dir():
        raise ModelUnusable(f"There is no model folder at {folder}.")
    if not (folder / "tokenizer.json").is_file():
        raise ModelUnusable(f"{folder} is no model that can be used: it has no tokenizer.json.")
    prompts = _prompts(folder)
    return Plan(
        folder=folder,
        network=_network(folder),
        pooling=_pooling(folder),
        max_tokens=_max_tokens(folder),
        before_query=prompts.get("query", ""),
        before_passage=prompts.get("passage", prompts.get("document", "")),
        languages=_languages(folder),
    )


def _network(folder: Path) -> Path:
    for name in _NETWORKS:
        if (folder / name).is_file():
            return folder / name
    raise ModelUnusable(f"{folder} holds no network: it needs one of {', '.join(_NETWORKS)}.")


def _modules(folder: Path) -> dict[str, str]:
    """Give the folder of each step by its name."""
    listed = load(folder / "modules.json", list, [])
    try:
        modules = {str(step["type"]).rpartition(".")[2]: str(step["path"]) for step in listed}
    except (KeyError, TypeError) as fault:
        raise ModelUnusable(f"{folder / 'modules.json'} is not a list of steps.") from fault
    if strange := [name for name in modules if name not in _STEPS]:
        raise ModelUnusable(f"The model in {folder} has a step that kennisstad does not know: {strange[0]}.")
    return modules


def _pooling(folder: Path) -> Pooling:
    file = folder / _modules(folder).get("Pooling", "1_Pooling") / "config.json"
    config = load(file, dict, {"pooling_mode": "mean"})
    named = [config["pooling_mode"]] if "pooling_mode" in config else []
    ways = named or [way for way, wanted in config.items() if way.startswith("pooling_mode_") and wanted]
    match ways:
        case ["mean" | "pooling_mode_mean_tokens"]:
            return "mean"
        case ["cls" | "pooling_mode_cls_token"]:
            return "cls"
    raise ModelUnusable(
        f"{file} asks for pooling by {', '.join(map(str, ways)) or 'nothing'}; "
        "kennisstad knows mean and cls, one at a time."
    )


def _max_tokens(folder: Path) -> int:
    config = load(folder / "sentence_bert_config.json", dict, {})
    length = config.get("max_seq_length") or _USUAL_LENGTH
    if not isinstance(length, int) or not 4 <= length <= 100_000:
        raise ModelUnusable(
            f"{folder / 'sentence_bert_config.json'} has no usable max_seq_length: {length!r}."
        )
    return length


def _prompts(folder: Path) -> dict[str, str]:
    file = folder / "config_sentence_transformers.json"
    prompts = load(file, dict, {}).get("prompts") or {}
    if not isinstance(prompts, dict):
        raise ModelUnusable(f"{file} must give its prompts by name.")
    return {str(name): str(words) for name, words in prompts.items()}


def _languages(folder: Path) -> tuple[Language, ...]:
    file = folder / "kennisstad.json"
    declared = load(file, dict, {}).get("languages", list(LANGUAGES))
    known = tuple(language for language in LANGUAGES if isinstance(declared, list) and language in declared)
    if not known or len(known) != len(declared):
        raise ModelUnusable(
            f'{file} must name languages out of {", ".join(LANGUAGES)}, as {{"languages": ["en"]}}.'
        )
    return known


def load(file: Path, shape: type, without: Any) -> Any:
    """Read a JSON file of the given shape, or give `without` where there is none.

    Raises:
        ModelUnusable: it cannot be read or holds something else.
    """
    try:
        found = json.loads(file.read_bytes())
    except FileNotFoundError:
        return without
    except (OSError, ValueError, RecursionError) as fault:
        raise ModelUnusable(f"{file} cannot be read as JSON.") from fault
    if not isinstance(found, shape):
        raise ModelUnusable(f"{file} does not hold what such a file should hold.")
    return found
