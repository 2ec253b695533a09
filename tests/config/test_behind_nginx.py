# SPDX-License-Identifier: EUPL-1.2
"""Behind nginx, set up as the documentation has it: what it may store it stores, and nothing else."""

import os
import shutil
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings as settings_of_site
from django.core.cache import caches
from django.core.signals import request_started
from django.test import Client
from django.urls import get_resolver
from django.utils.translation import override
from pytest_django.live_server_helper import LiveServer

from kennisstad.accounts.models import Role
from kennisstad.audit.actions import record
from tests.making import MONDAY, make_partner, make_user
from tools import nginx

pytestmark = pytest.mark.django_db(transaction=True)


class Answer(NamedTuple):
    text: str
    headers: dict[str, str]


class Behind:
    """A site behind nginx, and how many visits reached it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.visits = 0

    def ask(self, path: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status

    def get(self, path: str, **headers: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Host": "localhost", **headers})
        response = connection.getresponse()
        text = response.read().decode()
        assert response.status == 200, text
        return Answer(text, dict(response.getheaders()))


@pytest.fixture
def behind(settings: Any, tmp_path: Path) -> Iterator[Behind]:
    if not shutil.which("nginx"):
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs nginx.")
        pytest.skip("There is no nginx here; on Debian: apt install nginx-light")
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.TRUSTED_PROXIES = 1
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "behind nginx"},
    }
    caches["pages"].clear()
    site = LiveServer("localhost:0")
    try:
        with nginx.in_front_of(site.thread.port, tmp_path) as running:
            found = Behind(running.port)

            def count(**_signal: object) -> None:
                found.visits += 1

            # Held by nobody else: the signal forgets it with this test.
            request_started.connect(count)
            yield found
    finally:
        site.stop()


def test_two_visitors_are_one_visit_to_the_site(behind):
    """Three times: on a slow machine a second may pass between two of them."""
    for _time in range(3):
        before = behind.visits
        first, second = behind.get("/partners/"), behind.get("/partners/")
        assert first.text == second.text
        if behind.visits == before + 1:
            break
    else:
        pytest.fail("nginx asked the site each time")
    assert "X-Accel-Expires" not in first.headers


def test_a_change_is_seen_soon(behind):
    museum = make_partner(key="museum", name="Het oude museum")
    assert "Het oude museum" in behind.get("/partners/").text

    museum.name = "Het nieuwe museum"
    museum.save(update_fields=["name"])
    record("partner.changed", subject=museum, by_id=None, at=MONDAY)
    changed = time.monotonic()
    while "Het nieuwe museum" not in behind.get("/partners/").text:
        # It takes two seconds at most; a busy machine is given more.
        assert time.monotonic() - changed < 10
        time.sleep(0.1)


def test_whoever_signed_in_has_pages_of_their_own(behind, settings):
    broker = Client()
    broker.force_login(make_user(Role.BROKER))
    cookie = f"{settings.SESSION_COOKIE_NAME}={broker.cookies[settings.SESSION_COOKIE_NAME].value}"

    for _time in range(2):
        own = behind.get("/partners/", Cookie=cookie).text
        others = behind.get("/partners/").text
        assert 'href="/werkplek/"' in own
        assert 'href="/werkplek/"' not in others


def test_a_form_that_is_good_once_is_stored_for_nobody(behind):
    forms = {behind.get("/vragen/stellen/").text for _time in range(3)}

    assert len(forms) == 3


@pytest.mark.parametrize(
    "address",
    ["/vragen/stellen/", "/niets/", "/zoeken/?q=water", f"/partners/?x={'a' * 210}", "/media/niets.jpg"],
)
def test_of_what_may_not_be_stored_the_site_says_so(client, settings, address):
    settings.TRUSTED_PROXIES = 1
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "not stored"},
    }

    assert client.get(address).headers["X-Accel-Expires"] == "0"


def test_without_a_proxy_of_our_own_nothing_is_said_of_storing(client, settings):
    settings.TRUSTED_PROXIES = 0
    assert "X-Accel-Expires" not in client.get("/partners/").headers


def test_the_log_of_nginx_holds_no_code_that_opens_something(behind, tmp_path):
    """Each address of ours that ends in a code, in both languages, loses it; others stay whole."""
    code, found = "c0de-7kq4-m2xp", []
    for language, _name in settings_of_site.LANGUAGES:
        with override(language):
            found += [f"/{one}?x={code}" for one in _with_codes(get_resolver().url_patterns, code)]
    assert len(found) > 20
    for path in [*found, "/partners/"]:
        behind.ask(path)

    log = _read(tmp_path / "kennisstad.log", lines=len(found) + 1)
    assert [path for path in found if f' {path.partition(code)[0]}..." ' not in log] == []
    assert (code in log, '"GET /partners/" 200' in log) == (False, True)


def _with_codes(patterns, code, before=""):
    for one in patterns:
        path = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _with_codes(one.url_patterns, code, path)
        elif "<str:code>" in path:
            yield path.replace("<str:code>", code)


def _read(log: Path, *, lines: int) -> str:
    until = time.monotonic() + 10
    while log.read_text().count("\n") < lines and time.monotonic() < until:
        time.sleep(0.05)
    return log.read_text()
