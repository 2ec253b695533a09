# SPDX-License-Identifier: EUPL-1.2
"""Whatever anybody does in whatever order: nobody reads along who did not ask and then confirm in time."""

import re
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from kennisstad.audit import retention
from kennisstad.mail.models import Letter
from kennisstad.newsletter import leaving, tokens
from kennisstad.newsletter.models import NeverAgain, Reader
from kennisstad.web.models import Allowance
from tests.making import MONDAY

ANA = "ana@example.org"
SIGN_UP = "/en/newsletter/sign-up/"
WEEK, YEAR = timedelta(days=7), timedelta(days=365)
INDEX = st.integers(min_value=0, max_value=30)


class Steps(RuleBasedStateMachine):
    """One address, everybody who can do something with it, and what must be true of it by our own words."""

    def __init__(self) -> None:
        super().__init__()
        for model in (Reader, NeverAgain, Letter, Allowance):
            model.objects.all().delete()
        self.clock = MONDAY
        self.now = patch("django.utils.timezone.now", lambda: self.clock)
        self.now.start()
        self.client = Client()
        self.status = ""
        """Nothing when nobody has this address."""
        self.is_marked = False
        self.asked_at = self.stopped_at = MONDAY
        self.readers = 0
        """Which of all that ever were this one is: codes of an earlier one open nothing."""
        self.confirms: list[tuple[str, int, datetime]] = []
        self.leaves: list[tuple[str, int]] = []

    def teardown(self) -> None:
        self.now.stop()

    def check(self) -> None:
        found = list(Reader.objects.values_list("status", flat=True))
        assert found == ([self.status] if self.status else [])
        assert NeverAgain.objects.of(ANA).exists() == self.is_marked

    def later(self, passed: timedelta) -> None:
        self.clock += passed
        retention.obey(self.clock)
        self.status = {
            "asked": "" if self.clock - self.asked_at > WEEK else "asked",
            "stopped": "" if self.clock - self.stopped_at > YEAR else "stopped",
        }.get(self.status, self.status)

    @rule(typed=st.sampled_from([ANA, "ANA@example.org", "ana@EXAMPLE.org"]))
    def ask(self, typed: str) -> None:
        self.later(timedelta(days=1, minutes=1))
        Letter.objects.all().delete()
        assert self.client.post(SIGN_UP, {"email": typed, "language": "en"}).status_code == 302
        if not self.status:
            self.status, self.readers = "asked", self.readers + 1
        if self.status == "asked":
            self.asked_at = self.clock
        body = Letter.objects.get().body
        if self.status == "reading":
            self.leaves.append((self.link(body, "leave"), self.readers))
        else:
            self.confirms.append((self.link(body, "confirm"), self.readers, self.clock))
        self.check()

    @staticmethod
    def link(body: str, word: str) -> str:
        found = re.search(rf"(/en/newsletter/{word}/\S+)", body)
        assert found
        return found.group(1)

    @precondition(lambda self: self.confirms)
    @rule(which=INDEX)
    def look_at_a_letter(self, which: int) -> None:
        """A mail program that opens every link before its reader does."""
        self.later(timedelta(minutes=1))
        for address, *_ in (self.confirms[which % len(self.confirms)], *self.leaves[-1:]):
            assert self.client.get(address).status_code in (200, 410)
        self.check()

    @precondition(lambda self: self.confirms)
    @rule(which=INDEX)
    def press_confirm(self, which: int) -> None:
        self.later(timedelta(minutes=1))
        address, reader, made_at = self.confirms[which % len(self.confirms)]
        works = bool(self.status) and reader == self.readers and self.clock - made_at <= WEEK
        works &= self.status != "stopped" or made_at > self.stopped_at
        assert self.client.post(address).status_code == (200 if works else 410)
        if works:
            self.is_marked &= self.status == "reading"
            self.status = "reading"
        self.check()

    @precondition(lambda self: self.leaves)
    @rule(which=INDEX)
    def press_leave(self, which: int) -> None:
        self.later(timedelta(minutes=1))
        address, reader = self.leaves[which % len(self.leaves)]
        assert self.client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
        if self.status and reader == self.readers:
            self.status, self.is_marked = "", True
        self.check()

    @precondition(lambda self: self.confirms)
    @rule(which=INDEX, page=st.sampled_from(["confirm", "choices", "leave"]), place=INDEX)
    def press_what_was_made_up(self, which: int, page: str, place: int) -> None:
        """Skip a step: a code of another purpose, or with one sign changed."""
        self.later(timedelta(minutes=61))
        code = self.confirms[which % len(self.confirms)][0].split("/")[-2]
        sign = "A" if code[place] != "A" else "B"
        altered = code if page != "confirm" else code[:place] + sign + code[place + 1 :]
        assert self.client.post(f"/en/newsletter/{page}/{altered}/").status_code == 410
        self.check()

    @precondition(lambda self: self.status == "reading")
    @rule()
    def stop(self) -> None:
        self.later(timedelta(minutes=1))
        why = {"status": "stopped", "stopped_at": self.clock, "stopped_why": "bounced"}
        Reader.objects.update(**why)
        self.status, self.stopped_at = "stopped", self.clock
        self.check()

    @rule(days=st.sampled_from([1, 3, 8, 366]))
    def wait(self, days: int) -> None:
        self.later(timedelta(days=days))
        self.check()


def run(examples: int = 20, *phases: Phase) -> None:
    how: Any = {"max_examples": examples, "stateful_step_count": 20, "deadline": None}
    # What must be found is looked for on the same road each time.
    how |= {"phases": phases, "derandomize": True} if phases else {}
    run_state_machine_as_test(Steps, settings=settings(**how))  # type: ignore[no-untyped-call]


@pytest.mark.django_db
def test_no_step_of_consent_can_be_skipped_or_taken_in_another_order():
    run()


@pytest.mark.django_db
@pytest.mark.parametrize("fault", ["a week is forever", "leaving keeps no mark"])
def test_the_machine_notices_when_a_step_is_forgotten(monkeypatch, fault):
    if fault == "a week is forever":
        monkeypatch.setattr(tokens, "CONFIRM_WITHIN", timedelta(days=10_000))
    if fault == "leaving keeps no mark":
        monkeypatch.setattr(leaving.NeverAgain.objects, "mark", lambda *_args, **_how: None)

    with pytest.raises(Exception) as noticed:  # noqa: PT011
        run(300, Phase.generate)
    # Hypothesis gathers what it found in a group when there is more than one kind.
    assert "AssertionError" in repr(noticed.value) or isinstance(noticed.value, AssertionError)
