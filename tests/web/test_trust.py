# SPDX-License-Identifier: EUPL-1.2
"""Whom a form for everyone trusts: whoever's device did the sum, and who took a moment to fill it in."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from kennisstad.web.filling_in import LONGEST, begun_now
from kennisstad.web.models import SameWords
from tests.proving import proven, solved

FORM = "tests.guarded"
db = pytest.mark.django_db


def begun(ago: timedelta, purpose: str = FORM) -> str:
    return begun_now(purpose, at=timezone.now() - ago)


def send(client, **fields) -> list[str]:
    """Give the verdict and the key under which it was taken."""
    answer = client.post("/guarded/", {"words": "Why so quiet?", **fields})
    if answer.content == b"machine":
        return ["machine"]
    assert answer.status_code == 200
    return answer.context["said"].rsplit(" ", 1)


SECOND = timedelta(seconds=1)
CASES = {
    "good": (True, lambda: begun(SECOND), "trusted"),
    "no script": (False, lambda: begun(SECOND), "look first"),
    "neither": (False, lambda: "", "look first"),
    "no moment": (True, lambda: "", "look first"),
    "too quick": (True, lambda: begun(timedelta(0)), "look first"),
    "from the future": (True, lambda: begun(-SECOND), "look first"),
    "kept for a week": (True, lambda: begun(LONGEST + SECOND), "look first"),
    "open for a night": (True, lambda: begun(timedelta(hours=20)), "trusted"),
    "moment of another form": (True, lambda: begun(SECOND, "tests.other"), "look first"),
    "moment made up": (True, lambda: f"{int(timezone.now().timestamp() * 1000) - 9000}:x", "look first"),
    "no number": (True, lambda: "x" * 5_000, "look first"),
}


@db
@pytest.mark.parametrize(("proof", "moment", "verdict"), CASES.values(), ids=CASES)
def test_a_proof_and_a_moment_make_trust(client, proof, moment, verdict):
    given = {"proof": solved(FORM)} if proof else {}

    assert send(client, begun=moment(), **given)[0] == verdict


@db
def test_the_field_that_people_do_not_see_gives_a_machine_away(client):
    assert send(client, **proven(FORM), website="https://example.org") == ["machine"]


@db
def test_the_same_press_is_trusted_again_and_another_with_its_proof_is_not(client):
    fields = {"key": str(uuid.uuid4()), **proven(FORM)}

    first, again = send(client, **fields), send(client, **fields)
    other = send(client, **fields, email="a@b.nl")

    assert (first[0], again, other[0]) == ("trusted", first, "look first")
    assert other[1] != first[1]


@db
def test_a_new_proof_makes_no_other_press(client):
    key = str(uuid.uuid4())

    assert send(client, key=key, **proven(FORM)) == send(client, key=key, **proven(FORM))


@db
def test_the_same_words_with_one_address_are_one_message_and_a_network_is_no_address(client):
    def key(words: str, network: str, email: str = "") -> str:
        client.defaults["REMOTE_ADDR"] = network
        return send(client, words=words, email=email)[1]

    first = key("Hello", "192.0.2.1", "me@example.org")

    assert key("Hello", "192.0.2.1", "me@example.org") == first
    assert key("Hello", "2001:db8::1", "me@example.org") == first
    assert len({first, key("Hello", "192.0.2.1"), key("Hullo", "192.0.2.1", "me@example.org")}) == 3
    assert key("Call me", "192.0.2.1") != key("Call me", "192.0.2.1")


@db
def test_what_came_without_a_proof_never_stands_for_what_came_with_one(client):
    def verdict(**fields) -> list[str]:
        return send(client, email="me@example.org", **fields)

    before, proof, after = verdict(), verdict(**proven(FORM)), verdict()

    assert [before[0], proof[0], after[0]] == ["look first", "trusted", "look first"]
    assert proof[1] != before[1]
    assert after[1] == proof[1] == verdict(**proven(FORM))[1]


@db
def test_the_next_day_the_same_words_are_another_message(client):
    first = send(client, email="me@example.org")[1]
    SameWords.objects.update(ends_at=timezone.now())

    again = send(client, email="me@example.org")[1]

    assert (again != first, send(client, email="me@example.org")[1]) == (True, again)


@db
def test_what_is_sent_again_with_a_mistake_mended_keeps_its_proof(client):
    given = proven(FORM)

    refused = client.post("/guarded/", {"words": "", **given})

    assert (refused.status_code, send(client, **given)[0]) == (400, "trusted")
    assert given["proof"] in refused.content.decode()


@pytest.fixture
def seen(browser, live_server):
    """A visitor for whom every host but ours is out of reach, with what the browser complained of."""
    made = []

    def visit(*, script: bool):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=script)
        context.route(
            lambda address: not address.startswith((live_server.url, "blob:", "data:")),
            lambda route: route.abort(),
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda line: complaints.append(line.text) if line.type != "log" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        made.append((context, complaints))
        return page

    yield visit
    for context, complaints in made:
        assert (context.cookies(), complaints) == ([], [])
        context.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/guarded/", "/en/guarded/"])
def test_a_device_does_its_sum_while_somebody_writes(seen, address):
    page = seen(script=True)
    page.goto(address)

    page.fill("[name=words]", "Why so quiet?")
    page.locator("[name=proof][value]").wait_for(state="attached")
    page.click("form.form button >> nth=0")

    assert page.locator("output").inner_text().startswith("trusted ")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_whoever_is_faster_waits_a_moment_and_the_button_that_was_pressed_counts(seen):
    page = seen(script=True)
    page.goto("/guarded/")
    page.wait_for_timeout(100)

    sent = []
    page.on("request", lambda one: sent.append(one.post_data) if one.method == "POST" else None)
    page.evaluate("""() => {
      document.querySelector("[name=words]").value = "Quick";
      document.querySelector("[name=other]").click();
      window.said = document.querySelector("[role=status]").textContent;
    }""")
    said = page.evaluate("window.said")
    page.locator("output").wait_for()

    assert page.locator("output").inner_text().startswith("trusted ")
    assert said.startswith(("One moment", "Een ogenblik"))
    assert [body.count("other") for body in sent] == [1]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trouble", ["no challenge", "no worker"])
def test_a_device_that_cannot_do_it_sends_the_form_all_the_same(browser, live_server, trouble):
    context = browser.new_context(base_url=live_server.url)
    context.route("**/challenge/**" if trouble == "no challenge" else "**/pbkdf2*", lambda one: one.abort())
    page = context.new_page()
    page.goto("/guarded/")

    page.fill("[name=words]", "Why so quiet?")
    page.click("form.form button >> nth=0")
    page.locator("output").wait_for(timeout=20_000)

    assert page.locator("output").inner_text().startswith("look first ")
    context.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_script_the_form_is_taken_and_looked_at_first(seen):
    page = seen(script=False)
    page.goto("/guarded/")

    page.fill("[name=words]", "Why so quiet?")
    page.click("form.form button >> nth=0")

    assert page.locator("output").inner_text().startswith("look first ")
