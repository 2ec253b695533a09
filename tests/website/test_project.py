# SPDX-License-Identifier: EUPL-1.2
"""Projects: the list with its choices, and one project with its question, road, plan and log."""

from datetime import date

import pytest

from kennisstad.agreement.models import ThemeStep
from kennisstad.citylab.models import Status
from kennisstad.education.models import Course
from kennisstad.projects.models import Milestone, MilestoneText, Project, ProjectText
from tests.agreement.making import make_commitment
from tests.making import (
    MONDAY,
    in_english,
    make_course,
    make_partner,
    make_project,
    make_question,
    make_result,
)
from tests.neighbourhoods.making import make_district
from tests.progress.making import serve
from tests.website.making import main, make_agreement, make_road, make_theme, read

pytestmark = pytest.mark.django_db
LIST = "/en/projects/"


def shown(client, query=""):
    return main(client.get(f"{LIST}{query}")).texts("h3", cls="entry__title")


def page_of(client, project):
    return main(client.get(f"/en/projects/{project.pk}/"))


def make_four():
    """Four projects that differ in district, theme, partner and stand."""
    north, south = make_district(1, "Noord"), make_district(2, "Zuid")
    agreement = make_agreement()
    lab, campus = make_theme(agreement, "city-lab"), make_theme(agreement, "campus")
    one, other = make_partner("one"), make_partner("other")
    stopped = {"ended_on": date(2026, 10, 1), "stopped_because": "Too few people.", "stopped_language": "en"}
    for title, district, theme, carrier, status, more in [
        ("planned", north, lab, one, "planned", {}),
        ("running", south, lab, other, "running", {}),
        ("closed", north, campus, other, "closed", {"ended_on": date(2026, 10, 1)}),
        ("stopped", south, campus, one, "stopped", stopped),
    ]:
        project = make_project(carrier, title=title, status=status, **more)
        project.districts.set([district])
        project.themes.set([theme])
        project.partners.set([carrier])
    return north


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["stopped", "closed", "running", "planned"]),
        ("?district=wk054601", ["closed", "planned"]),
        ("?theme=campus", ["stopped", "closed"]),
        ("?partner=other", ["closed", "running"]),
        ("?status=planned&status=running", ["running", "planned"]),
        ("?status=given-back", ["closed"]),
        ("?status=stopped", ["stopped"]),
        ("?district=wk054601&district=wk054602&status=stopped", ["stopped"]),
        ("?district=wk054601&theme=city-lab&partner=one&status=planned", ["planned"]),
        ("?district=wk054601&theme=city-lab&partner=other", []),
        ("?year=2026&sort=name", ["closed", "planned", "running", "stopped"]),
    ],
)
def test_each_choice_keeps_what_fits(client, query, titles):
    make_four()

    assert shown(client, query) == titles


def test_the_choice_made_stays_in_the_form_and_in_the_links_to_other_pages(client):
    district = make_district(1)
    for number in range(21):
        make_project(title=f"Project {number}").districts.set([district])

    page = main(client.get(f"{LIST}?district={district.slug}"))

    chosen = [one.attributes["value"] for one in page.all("input") if "checked" in one.attributes]
    assert chosen == [district.slug]
    assert [link.attributes["href"] for link in page.one("nav", cls="pages").all("a")] == [
        f"?district={district.slug}&page=2"
    ]
    assert len(shown(client, f"?district={district.slug}&page=2")) == 1


def make_lineage():
    """Themes of three versions: the lab of 2012 went into health and nature, nature into green; one ended."""
    first, second, third = (
        make_agreement(str(year), starts=year, ends=year + 5) for year in (2012, 2017, 2023)
    )
    lab, ended = make_theme(first, "lab"), make_theme(first, "ended")
    health, nature = make_theme(second, "health"), make_theme(second, "nature")
    green = make_theme(third, "green")
    make_theme(third, "new")
    for old, new in ((lab, health), (lab, nature), (ended, None), (nature, green)):
        ThemeStep.objects.create(old=old, new=new)
    for theme in (lab, ended, health, nature, green):
        make_project(title=f"Of {theme.key}", starts_on=theme.agreement.starts_on).themes.set([theme])


@pytest.mark.parametrize(
    ("theme", "titles"),
    [
        ("lab", ["Of lab"]),
        ("ended", ["Of ended"]),
        ("health", ["Of health", "Of lab"]),
        ("nature", ["Of nature", "Of lab"]),
        ("green", ["Of green", "Of nature", "Of lab"]),
    ],
)
def test_a_project_is_found_under_its_theme_and_under_what_that_became(client, theme, titles):
    make_lineage()

    assert shown(client, f"?theme={theme}") == titles
    results = main(client.get(f"/en/results/?theme={theme}"))
    assert results.texts("h3", cls="entry__title") == []


def test_themes_of_today_can_be_chosen_first_and_older_ones_by_the_years_of_their_version(client):
    make_lineage()
    draft = make_agreement("2025", starts=2025, ends=2030, status="draft")
    make_theme(draft, "secret")

    page = main(client.get(LIST))

    (facet,) = [one for one in page.all("fieldset") if one.one("legend").text == "Theme"]
    told = [one.text for one in facet.inside if not isinstance(one, str)][1:]
    assert told == [
        "green en (3)",
        "2017–2022",
        "health en (2)",
        "nature en (2)",
        "2012–2017",
        "ended en (1)",
        "lab en (1)",
    ]
    assert client.get(f"{LIST}?theme=secret").status_code == 400


def test_a_project_is_known_by_what_its_theme_is_called_today(client):
    make_lineage()

    entries = main(client.get(LIST)).all("article")

    assert {one.one("h3").text: one.texts("span", cls="theme") for one in entries} == {
        "Of green": ["green en"],
        "Of nature": ["green en"],
        "Of health": ["health en"],
        "Of lab": ["green en"],
        "Of ended": ["ended en"],
    }


def test_the_page_of_a_project_tells_its_old_theme_too(client):
    make_lineage()
    (lab,) = Project.objects.filter(texts__title="Of lab").distinct()
    (green,) = Project.objects.filter(texts__title="Of green").distinct()

    told = page_of(client, lab).all("p", cls="entry__facts")

    assert [one.texts("span") for one in told] == [
        ["Under the agreement of 2012:", "lab en", "Today this is:", "green en"]
    ]
    assert page_of(client, green).all("p", cls="entry__facts") == []


def test_the_page_of_a_project_leads_to_the_commitments_that_it_serves(client):
    now = make_agreement("now")
    draft = make_agreement("draft", starts=2026, ends=2030, status="draft")
    project = make_project()
    for key, agreement, until in (("kept", now, None), ("ended", now, MONDAY), ("secret", draft, None)):
        commitment = make_commitment(agreement, key=key)
        serve(commitment, project, unlinked_at=until)

    page = page_of(client, project)

    (section,) = [one for one in page.all("section") if one.attributes.get("aria-labelledby") == "serves"]
    assert section.texts("li") == ["We keep kept en."]
    assert section.one("a").attributes["href"] == "/en/agreement/commitments/kept/"


def test_no_fitting_project_is_said_in_words(client):
    assert main(client.get(LIST)).texts(cls="none-yet") == ["No project fits this choice yet."]


def test_the_script_gets_the_changing_part_alone(client):
    make_four()

    answer = client.get(LIST, headers={"X-Part": "projects"})

    assert read(answer).texts("h3", cls="entry__title") == ["stopped", "closed", "running", "planned"]
    assert (read(answer).all("html"), answer["Vary"]) == ([], "X-Part")


def test_an_entry_says_what_the_project_is_known_by_and_how_far_it_is(client):
    road = make_road(1, district=make_district(1, "Noord"), theme=make_theme(key="lab"))

    entry = main(client.get(LIST)).one("article")

    assert entry.one(cls="entry__facts").texts("span") == ["lab en", "Noord", road.carrier.name]
    assert entry.one(cls="road-line").one("strong").text == "used"


def test_a_stopped_project_shows_that_instead_of_a_road(client):
    make_four()

    stopped = main(client.get(f"{LIST}?status=stopped")).one("article")

    assert (stopped.texts(cls="state"), stopped.all(cls="road-line")) == (["stopped"], [])


def test_the_page_tells_the_whole_road(client):
    partner = make_partner("sol", name="SOL")
    road = make_road(1, district=make_district(1, "Noord"), theme=make_theme(key="lab"), title="Benches")
    road.partners.add(partner)

    page = page_of(client, road)

    assert page.texts("h1") == ["Benches"]
    assert page.texts("h2") == [
        "What was found",
        "The question",
        "The plan",
        "What happened",
        "Given back",
        "Who works on it",
    ]
    assert page.texts("span", cls="road__label") == [
        "done: asked",
        "done: clarified",
        "done: matched",
        "done: being worked on",
        "done: given back",
        "now at: used",
    ]
    assert page.texts("blockquote") == ["Own words 1"]
    assert page.texts("li", cls="plan__step") == [f"Talk en planned for {in_english(date(2026, 10, 1))}"]
    assert page.one("ol", cls="log").texts("li") == [f"{in_english(date(2026, 9, 20))}Began en"]
    assert page.one("ul", cls="log").texts("li") == [f"{in_english(date(2026, 11, 10))}A meeting, School en"]
    facts = {one.one("dt").text: one.one("dd").text for one in page.one("dl", cls="facts").all("div")}
    assert facts == {
        "Carried by": road.carrier.name,
        "Together with": "SOL",
        "Where": "Noord",
        "From": f"{in_english(date(2026, 8, 31))}",
    }


def test_own_words_that_nobody_has_read_stay_away(client):
    project = make_project(status="running")
    make_question(words="Mijn buurman heet", status=Status.PLACED, project=project, show_words=False)

    answer = client.get(f"/en/projects/{project.pk}/")

    assert "Mijn buurman" not in answer.content.decode()
    assert main(answer).all("figure", cls="quote") == []


def test_the_result_stands_above_all_else(client):
    result = make_result(make_project(status="handed-over"))

    page = page_of(client, result.project)

    first = page.all("section")[0]
    assert first.texts("h2") == ["What was found"]
    assert first.one("a").attributes["href"] == f"/en/results/{result.pk}/"
    assert page.texts(cls="none-yet")[-1] == (
        "The result is there. It has not been brought back to the neighbourhood yet."
    )


def test_a_stopped_project_says_when_and_why(client):
    because = {"stopped_because": "Te weinig\n\nmensen.", "stopped_language": "nl"}
    project = make_project(status="stopped", ended_on=date(2026, 10, 1), **because)

    note = page_of(client, project).one("section", cls="note--wrong")

    assert note.texts("h2") == [f"Stopped on {in_english(date(2026, 10, 1))}"]
    assert note.one("div").attributes["lang"] == "nl"
    assert note.texts("p") == ["Te weinig", "mensen."]


def test_a_project_that_has_only_begun_says_what_is_not_there_yet(client):
    project = make_project(ends_on=date(2027, 6, 30))

    page = page_of(client, project)

    assert page.texts(cls="none-yet") == [
        "The plan of this project is not written down yet.",
        "Nothing has been written down about this project yet.",
    ]
    facts = [one.text for one in page.one("dl", cls="facts").all("dd")]
    assert facts == [
        project.carrier.name,
        "the whole city",
        f"{in_english(date(2026, 9, 1))}",
        f"{in_english(date(2027, 6, 30))}",
    ]


def test_a_milestone_that_was_reached_says_when(client):
    milestone = Milestone.objects.create(
        project=make_project(), due_on=date(2026, 10, 1), done_on=date(2026, 10, 5)
    )
    MilestoneText.objects.create(milestone=milestone, language="en", title="Talked")

    (step,) = page_of(client, milestone.project).all("li", cls="plan__step")

    assert (step.text, "plan__step--done" in step.classes) == (
        f"Talked done on {in_english(date(2026, 10, 5))}",
        True,
    )


def test_the_course_that_works_on_it_is_named(client):
    project = make_project(course=make_course())

    words = Course.objects.get().texts.get(language="en").name
    assert words in page_of(client, project).one("dl", cls="facts").texts("dd")


def test_words_in_the_other_language_are_marked_and_one_without_words_keeps_its_number(client):
    project, bare = make_project(title="Alleen Nederlands"), make_project()
    ProjectText.objects.filter(project=project, language="en").delete()
    ProjectText.objects.filter(project=bare).delete()

    first, second = main(client.get(LIST)).all("h3")
    assert (first.text, second.text) == (f"Project {bare.pk}", "Alleen Nederlands")
    assert (first.attributes.get("lang"), second.attributes.get("lang")) == (None, "nl")
    page = page_of(client, project)
    assert page.one("h1").attributes["lang"] == "nl"
    assert page.one("p", cls="lead").attributes["lang"] == "nl"
    assert page_of(client, bare).texts("h1") == [f"Project {bare.pk}"]


def test_every_state_of_a_project_has_a_page_and_a_place_in_the_list(client):
    ended = {"ended_on": date(2026, 10, 1)}
    for status in ("planned", "running", "handed-over", "given-back"):
        make_project(status=status)
    make_project(status="closed", **ended)
    make_project(status="stopped", stopped_because="x", stopped_language="nl", **ended)

    assert len(shown(client)) == 6
    for project in Project.objects.all():
        assert client.get(f"/en/projects/{project.pk}/").status_code == 200
