# SPDX-License-Identifier: EUPL-1.2
"""What the house promises about its own code."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
import yaml

from tools import reference

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "kennisstad"
ENDINGS = {".py", ".html", ".css", ".js", ".toml", ".yaml", ""}
"""Of what people write; the programs without an ending are the scripts of tools and .ci."""
KEPT = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
SOURCES = [
    file
    for file in map(ROOT.joinpath, KEPT.splitlines())
    if file.relative_to(ROOT).parts[0] in ("src", "tests", "tools", "bench", ".ci")
    if file.suffix in ENDINGS and file.is_file() and file.stat().st_size
    if not {"vendor", "altcha", "leaflet", "data", "migrations", "LICENSE"} & set(file.parts)
]
MODULES = [file for file in PACKAGE.rglob("*.py") if "migrations" not in file.parts]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())


# -- which way imports point


def contracts_broken_by(tmp_path: Path, module: str, line: str) -> list[str]:
    """Add an import to a module in a copy of the code, and name the contracts that say no."""
    copy = tmp_path / "src"
    shutil.copytree(PACKAGE, copy / "kennisstad", ignore=_all_but_python)
    with (copy / "kennisstad" / module).open("a") as file:
        file.write(f"\n{line}\n")
    outcome = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome.returncode in (0, 1), outcome.stderr
    return re.findall(r"^(.+) BROKEN$", outcome.stdout, re.MULTILINE)


def _all_but_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if "." in name and not name.endswith(".py")] + ["__pycache__"]


ROWS, ORDER, PLAIN = (contract["name"] for contract in SETTINGS["tool"]["importlinter"]["contracts"])


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("lib/__init__.py", "", []),
        ("partners/models/partner.py", "import kennisstad.projects.models", [ROWS]),
        ("neighbourhoods/models.py", "import kennisstad.partners.models", [ROWS]),
        ("citylab/models/question.py", "import kennisstad.citylab.queries", [ORDER]),
        ("projects/models/project.py", "import kennisstad.projects.actions", [ORDER]),
        ("accounts/forms.py", "import kennisstad.accounts.views", [ORDER]),
        ("lib/__init__.py", "import django", [PLAIN]),
        ("retrieval/words.py", "from wagtail import models", [PLAIN]),
        ("citylab/matching/score.py", "import django.utils.timezone", [PLAIN]),
    ],
)
def test_each_contract_says_no_when_it_is_broken(
    tmp_path: Path, module: str, line: str, broken: list[str]
) -> None:
    assert contracts_broken_by(tmp_path, module, line) == broken


def test_a_package_that_stands_in_no_row_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "src"
    shutil.copytree(PACKAGE, copy / "kennisstad", ignore=_all_but_python)
    (copy / "kennisstad" / "helpers").mkdir()
    (copy / "kennisstad" / "helpers" / "__init__.py").touch()

    outcome = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert outcome.returncode == 1
    assert "kennisstad.helpers" in outcome.stdout


def test_what_the_order_does_not_name_is_plain_python() -> None:
    """A module of its own name decides; it asks nobody above it: else it must get a place in the order."""
    order = SETTINGS["tool"]["importlinter"]["contracts"][1]
    named = {name for layer in order["layers"] for name in re.findall(r"\w+", layer)}
    graph = grimp.build_graph("kennisstad", cache_dir=None)
    wrong = [
        f"{module} imports {imported}"
        for package in order["containers"]
        for top in graph.find_children(package)
        if top.rpartition(".")[2] not in named | {"migrations", "apps"}
        for module in {top} | graph.find_descendants(top)
        for imported in graph.find_modules_directly_imported_by(module)
        if imported.startswith(f"{package}.") and imported.split(".")[2] in named
    ]

    assert sorted(wrong) == []


START = "import django, sys; django.setup(); import kennisstad.config.urls; print(*sys.modules)"
LATE = {"icalendar", "weasyprint"}
"""What few pages need, and every process would wait for."""


def test_the_site_starts_without_what_few_pages_need() -> None:
    outcome = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)

    assert LATE & {*outcome.stdout.split()} == set()


# -- size


def test_modules_fit_in_one_sitting() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in MODULES}

    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}


def functions() -> Iterator[tuple[str, int]]:
    for file in MODULES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{file.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_functions_fit_on_a_screen() -> None:
    assert {name: lines for name, lines in functions() if lines > 40} == {}


def test_half_of_the_functions_are_shorter_than_eight_lines() -> None:
    lengths = sorted(lines for _, lines in functions())

    assert lengths[len(lengths) // 2] < 8


# -- every file


def test_every_source_says_its_licence() -> None:
    without = [
        str(file.relative_to(ROOT))
        for file in SOURCES
        if "SPDX-License-Identifier: EUPL-1.2" not in file.read_text()[:300]
    ]

    assert without == []


HOSTS_WE_NAME = {
    "www.w3.org",  # the names of XML formats, never fetched
    "127.0.0.1",
    "localhost",
}


def test_no_page_or_script_names_another_host() -> None:
    """Nothing that a browser loads may come from elsewhere; links that a person follows may."""
    loads = re.compile(r"""(?:src|srcset|action|data|poster)\s*=\s*["']?(?:https?:)?//([\w.-]+)""")
    asks = re.compile(r"""(?:url\(|@import|fetch\(|import)\s*\(?["']?(?:https?:)?//([\w.-]+)""")
    sheets = re.compile(r"""<link\b[^>]*href\s*=\s*["']?(?:https?:)?//([\w.-]+)""")
    pages = [file for file in SOURCES if PACKAGE in file.parents and file.suffix in (".html", ".css", ".js")]
    named = {
        f"{file.relative_to(ROOT)}: {host}"
        for file in pages
        for pattern in (loads, asks, sheets)
        for host in pattern.findall(file.read_text())
        if host not in HOSTS_WE_NAME
    }

    assert len(pages) > 20
    assert named == set()


def test_there_is_no_room_for_everything() -> None:
    nowhere = {"core", "common", "utils", "util", "helpers", "services", "misc"}

    assert [str(file) for file in PACKAGE.rglob("*") if file.stem in nowhere] == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|lorem ipsum", re.IGNORECASE)
    own = Path(__file__).resolve()

    assert [str(file) for file in SOURCES if file != own and later.search(file.read_text())] == []


# -- docs


@pytest.mark.parametrize("name", ["flows.md", "commands.md"])
def test_the_reference_says_what_the_code_does(name: str) -> None:
    assert (ROOT / "docs" / "reference" / name).read_text() == reference.pages()[name]


def test_every_link_between_documents_leads_somewhere() -> None:
    documents = [ROOT / name for name in KEPT.splitlines() if name.endswith(".md")]
    missing = [
        f"{document.relative_to(ROOT)}: {link}"
        for document in documents
        for link in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text())
        if not (document.parent / link).exists()
    ]

    assert len(documents) > 10
    assert missing == []


def test_publiccode_says_what_catalogues_ask() -> None:
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text())

    assert told["publiccodeYmlVersion"] == "0.4"
    assert told["legal"]["license"] == SETTINGS["project"]["license"] == "EUPL-1.2"
    assert told["softwareVersion"] == SETTINGS["project"]["version"]
    assert {"name", "url", "platforms", "categories", "developmentStatus", "softwareType"} < told.keys()
    for words in told["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert max(map(len, words["features"])) <= 100


def test_every_dependency_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    listed = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert listed
    lines = [line for line in listed[1].splitlines() if line.strip()]

    assert [line for line in lines if not re.search(r'",\s+# \S', line)] == []
    assert len(lines) <= 25
