# SPDX-License-Identifier: EUPL-1.2
from base64 import b64encode
from hashlib import sha256

import pytest
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from kennisstad.web.editor_scripts import script_hashes


def source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@pytest.mark.parametrize("widget", [AdminDateInput, AdminDateTimeInput, AdminTimeInput])
def test_each_of_wagtails_pickers_may_start(widget):
    html = widget().render("day", None, {"id": "id_day-0"})
    script = html.partition("<script>")[2].partition("</script>")[0]

    assert script_hashes(f"<p>{html}</p>") == [source(script)]


@pytest.mark.parametrize(
    "script",
    [
        'new PageChooser("id_parent", {"modelNames": ["wagtailcore.page"], "modalUrl": "/redactie/"})',
        'new Chooser("id_project", {"modalUrl": "/redactie/project-chooser/"});',
    ],
)
def test_a_chooser_of_a_page_or_of_a_record_of_ours_may_start(script):
    assert script_hashes(f"<script>{script}</script>") == [source(script)]


@pytest.mark.parametrize(
    "script",
    [
        'createTaskChooser("id_workflow_tasks-0-task");',
        'new PageChooser("id_pages-0-page", {"canChooseRoot": true});',
    ],
)
def test_a_chooser_in_a_row_of_a_list_may_start(script):
    assert script_hashes(f"<script>{script}</script>") == [source(script)]


@pytest.mark.parametrize(
    "script", ['createTaskChooser("id_tasks-{}-task");', 'new PageChooser("id_pages-{}-page", {{"a": 1}});']
)
def test_a_chooser_may_start_in_each_row_that_is_added(script):
    empty = script.format("__prefix__")

    assert script_hashes(f"<template><script>{empty}</script></template>") == [
        source(script.format(row)) for row in range(10)
    ]


def test_an_inline_panel_may_start():
    script = (
        '\n  (function() {\n    var panel = new InlinePanel(JSON.parse("{\\u0022a\\u0022: 1}"));\n  })();\n'
    )

    assert script_hashes(f"<script>{script}</script>") == [source(script)]


@pytest.mark.parametrize(
    "script",
    [
        "alert(1)",
        'initDateChooser("id_a", {}); alert(1);',
        'initDateChooser("id_a", {});alert({});',
        'initDateChooser("id_a", {"a": alert(1)});',
        'initDateChooser("id_a" + alert(1), {});',
        'new PageChooser("id_a", {"a": 1}, alert(1))',
        'createTaskChooser("id_a");alert(1)',
        'createTaskChooser("id_a" - alert("1"));',
        'createTaskChooser("id_a", alert(1));',
        '(function() { var panel = new InlinePanel(JSON.parse("{}"));alert(1) })();',
        '(function() { var panel = new InlinePanel(JSON.parse("{}" + alert("1"))); })();',
        '(function() { var panel = new InlinePanel(JSON.parse("\\x22")); })();',
    ],
)
def test_a_script_that_does_anything_more_gets_no_permission(script):
    assert script_hashes(f"<script>{script}</script>") == []


@pytest.mark.parametrize(
    "attack",
    [
        '<script>initDateChooser("a", {' * 4_000,
        "<script>" + " " * 100_000,
        '<script>createTaskChooser("' + "-" * 100_000,
        '<script>initDateChooser("' + "a" * 100_000,
    ],
)
def test_hostile_pages_cost_no_more_than_their_length(attack):
    assert script_hashes(attack) == []
