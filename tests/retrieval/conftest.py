# SPDX-License-Identifier: EUPL-1.2
import os
from pathlib import Path

import pytest

from kennisstad.retrieval import Document, Index, TantivyIndex, Text

HERE = Path(__file__).resolve()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder with development data, which is not part of the repository."""
    folder = Path(os.environ.get("KENNISSTAD_SHARED_DATA") or HERE.parents[2].parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"The shared development data are not at {folder}.")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Index:
    return TantivyIndex.build(folder)


@pytest.fixture
def library() -> list[Document]:
    return [
        Document(
            "course:1", "course", {"nl": Text("Eenzaamheid onder ouderen", "Werkgroep over alleen zijn.")}
        ),
        Document("course:2", "course", {"en": Text("Urban ecology", "Trees, birds and greener gardens.")}),
        Document(
            "question:1",
            "question",
            {
                "nl": Text("Kunnen studenten helpen tegen zwerfafval?", "Bij de school ligt veel afval."),
                "en": Text("Can students help against litter?", "There is much litter near the school."),
            },
        ),
        Document(
            "result:1", "result", {"nl": Text("Fietsen voor kinderen", "Wat een kind met een fiets kan.")}
        ),
    ]
