# SPDX-License-Identifier: EUPL-1.2
"""A model folder: its vectors are right, what is wrong with it is said, and nothing is fetched."""

import math
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.retrieval.semantic import ModelUnusable, opened
from kennisstad.retrieval.semantic.model import Model
from tests.retrieval.semantic.making import (
    VECTORS,
    WORDS,
    make_bert,
    make_model,
    numbers,
    onnx,
    write_json,
    write_safetensors,
    write_settings,
    write_tokenizer,
)
from tests.retrieval.semantic.reference import mean_of_bert


def mean(*words: str) -> list[float]:
    """Give the mean vector of these words, of length 1."""
    total = [sum(x) for x in zip(*(VECTORS[word] for word in words), strict=True)]
    length = math.sqrt(sum(x * x for x in total))
    return [x / length for x in total]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_model(tmp_path / "model")


def test_a_text_is_the_mean_of_its_tokens_however_long_its_neighbours_are(folder: Path) -> None:
    model = Model.load(folder)

    found = model.passages(["Bike litter", "music " * 40, "bike unheard"])

    assert found[0] == pytest.approx(mean("[CLS]", "bike", "litter", "[SEP]"), abs=1e-6)
    assert found[2] == pytest.approx(mean("[CLS]", "bike", "[UNK]", "[SEP]"), abs=1e-6)
    assert model.query("bike litter") == pytest.approx(found[0], abs=1e-6)


def test_the_folder_says_how_tokens_become_one_and_how_many_are_read(folder: Path) -> None:
    write_settings(folder, dimensions=4, max_tokens=4)
    assert Model.load(folder).query("bike litter music") == pytest.approx(
        mean("[CLS]", "bike", "litter", "[SEP]"), abs=1e-6
    )

    write_settings(folder, dimensions=4, pooling_mode_cls_token=True)
    assert Model.load(folder).query("bike litter") == pytest.approx(mean("[CLS]"), abs=1e-6)


def test_words_that_the_model_wants_in_front_are_put_there(folder: Path) -> None:
    write_json(
        folder / "config_sentence_transformers.json", {"prompts": {"query": "music ", "passage": "litter "}}
    )
    model = Model.load(folder)

    assert model.query("bike") == pytest.approx(mean("[CLS]", "music", "bike", "[SEP]"), abs=1e-6)
    assert model.passages(["bike"])[0] == pytest.approx(mean("[CLS]", "litter", "bike", "[SEP]"), abs=1e-6)


@pytest.mark.parametrize("prefix", ["", "bert."])
def test_weights_alone_run_as_bert_is_defined(tmp_path: Path, prefix: str) -> None:
    tensors = make_bert(tmp_path / "bert", prefix=prefix)
    model = Model.load(tmp_path / "bert")
    ids = [list(VECTORS).index(word) for word in ("[CLS]", "fiets", "afval", "music", "[SEP]")]

    found = model.passages(["fiets afval music", "bike " * 30])[0]

    assert found == pytest.approx(mean_of_bert(tensors, ids), abs=1e-5)


@pytest.fixture(scope="module")
def any_model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return Model.load(make_model(tmp_path_factory.mktemp("any") / "model"))


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(st.text(st.characters(categories=None), max_size=30) | st.sampled_from(WORDS), max_size=40))
def test_any_texts_get_vectors_of_length_one(any_model: Model, texts: list[str]) -> None:
    found = any_model.passages([*texts, "", "bike " * 9_000])

    assert [float((row * row).sum()) for row in found] == pytest.approx([1] * (len(texts) + 2), abs=1e-5)


def _lose(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def _put(name: str, content: object) -> Callable[[Path], object]:
    return lambda folder: write_json(folder / name, content)


def _cut(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:60])


def _head(content: bytes) -> Callable[[Path], object]:
    """Put this where the names and shapes of tensors stand."""
    whole = len(content).to_bytes(8, "little") + content + bytes(16)
    return lambda folder: (folder / "model.safetensors").write_bytes(whole)


def _fewer_words(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(onnx(list(VECTORS.values())[:2]))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: folder.rename(folder.with_name("gone")), "There is no model folder at"),
        (_lose("tokenizer.json"), "no tokenizer.json"),
        (_lose("model.onnx"), "holds no network"),
        (_cut("model.onnx"), "model.onnx is damaged"),
        (lambda folder: (folder / "model.onnx").write_text("version https://git-lfs"), "is damaged"),
        (lambda folder: (folder / "model.onnx").write_bytes(onnx([[1.0]], takes="pixels")), "takes pixels"),
        (_cut("tokenizer.json"), "tokenizer.json is damaged"),
        (_cut("modules.json"), "cannot be read as JSON"),
        (_put("modules.json", {}), "does not hold"),
        (_put("modules.json", [{"path": "2", "type": "models.Dense"}]), "does not know: Dense"),
        (_put("1_Pooling/config.json", {"pooling_mode_max_tokens": True}), "pooling by pooling_mode_max"),
        (_put("1_Pooling/config.json", {"word_embedding_dimension": 7, "pooling_mode": "cls"}), "of two"),
        (_put("sentence_bert_config.json", {"max_seq_length": "long"}), "no usable max_seq_length"),
        (_put("kennisstad.json", {"languages": ["fr"]}), "must name languages out of nl, en"),
        (_put("kennisstad.json", {"languages": 3}), "must name languages out of nl, en"),
        (_put("config_sentence_transformers.json", {"prompts": ["query"]}), "give its prompts by name"),
        (_fewer_words, "do not fit together|no usable vectors"),
    ],
)  # fmt: skip
def test_a_folder_that_is_wrong_says_so(folder: Path, spoil: Callable[[Path], object], says: str) -> None:
    spoil(folder)

    with pytest.raises(ModelUnusable, match=says):
        Model.load(folder)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_cut("model.safetensors"), "is damaged"),
        (lambda folder: (folder / "model.safetensors").write_text("version https://git-lfs"), "is damaged"),
        (_head(b"[" * 200_000), "is damaged"),
        (_head(b'{"a": {"dtype": "F16", "shape": [-1], "data_offsets": [4, 2]}}'), "is damaged"),
        (_head(b'{"a": {"dtype": "F16", "shape": [1], "data_offsets": [-4, -2]}}'), "is damaged"),
        (_head(b" " * 5_000_001), "is damaged"),
        (_put("config.json", {"model_type": "mpnet"}), "put the model's onnx/model.onnx beside it"),
        (lambda folder: write_safetensors(folder / "model.safetensors", {}), "are not those"),
        (_lose("config.json"), "put the model's onnx/model.onnx beside it"),
        (lambda folder: write_tokenizer(folder, [*list(VECTORS), *(f"w{n}" for n in range(9)), "een"]),
         "do not fit together"),
    ],
)  # fmt: skip
def test_weights_that_are_wrong_say_so(tmp_path: Path, spoil: Callable[[Path], object], says: str) -> None:
    make_bert(tmp_path / "bert")
    spoil(tmp_path / "bert")

    with pytest.raises(ModelUnusable, match=says):
        Model.load(tmp_path / "bert")


def test_a_digest_names_every_file_that_decides(folder: Path, tmp_path: Path) -> None:
    digest = Model.load(folder).digest
    (folder / "README.md").write_text("told anew")
    assert Model.load(folder).digest == Model.load(make_model(tmp_path / "same")).digest == digest

    write_settings(folder, dimensions=4, max_tokens=9)
    assert Model.load(folder).digest != digest


@pytest.mark.parametrize("name", ["weights.bin", "in/weights"])
def test_a_digest_names_weights_that_stand_apart_whatever_they_are_called(folder: Path, name: str) -> None:
    table = list(VECTORS.values())
    (folder / "in").mkdir()
    (folder / "model.onnx").write_bytes(onnx(table, apart=name))
    (folder / name).write_bytes(numbers(table))
    before = Model.load(folder)
    vector = before.query("bike").copy()

    (folder / name).unlink()  # the library has it mapped
    (folder / name).write_bytes(numbers(table[::-1]))

    after = Model.load(folder)
    assert after.query("bike") != pytest.approx(vector)
    assert after.digest != before.digest


ALONE = """
import sys
from pathlib import Path
{before}
from kennisstad.retrieval.semantic import ModelUnusable, opened
try:
    opened(Path(sys.argv[1]), Path(sys.argv[2])).search({{"en": "bike"}}, limit=1)
except Exception as fault:
    print(type(fault).__name__, fault)
"""
NO_NETWORK = """
def refuse(event, details):
    if event.startswith(("socket.", "urllib.", "http.", "subprocess.", "os.system")):
        print("asked for", event)
        sys.exit(1)
sys.addaudithook(refuse)
"""


def run_alone(before: str, folder: Path, *command: str) -> str:
    program = [
        *command,
        sys.executable,
        "-c",
        ALONE.format(before=before),
        str(folder),
        str(folder.parent / "v"),
    ]
    return subprocess.run(program, capture_output=True, text=True, check=False).stdout


def test_without_the_extra_it_says_what_to_install(folder: Path) -> None:
    said = run_alone("for name in ('numpy', 'onnxruntime', 'tokenizers'): sys.modules[name] = None", folder)

    assert said.startswith("ModelUnusable Finding by meaning needs more libraries")
    assert said.rstrip().endswith("install kennisstad[semantic].")


def test_nothing_is_asked_of_a_network(folder: Path) -> None:
    assert run_alone(NO_NETWORK, folder).startswith("IndexUnusable There are no vectors at")
    assert find_spec("huggingface_hub") is None, "tokenizers brings a client that fetches models"


def test_opening_says_what_is_wrong_with_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="There is no model folder"):
        opened(tmp_path / "nowhere", tmp_path / "vectors")
