# SPDX-License-Identifier: EUPL-1.2
import pytest

from kennisstad.web.editor_scripts import STYLES
from kennisstad.web.headers import NOTHING_ALLOWED

pytestmark = pytest.mark.django_db
EVERY_KIND = [
    "/plain/",
    "/en/plain/",
    "/cookie/",
    "/file/",
    "/missing/",
    "/broken/",
    "/refused/not-now/",
    "/send-only/",
]
FILES = ["/static/web/css/site.css", "/static/missing.css", "/favicon.ico"]
PROMISED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(answer) -> dict[str, str]:
    return dict(part.partition(" ")[::2] for part in answer["Content-Security-Policy"].split("; "))


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("address", EVERY_KIND + FILES)
def test_every_answer_carries_the_headers_and_a_policy(client, address):
    answer = client.get(address)

    assert {name: answer.get(name) for name in PROMISED} == PROMISED
    assert policy(answer) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "worker-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80@testserver", ""])
def test_a_request_for_another_host_is_refused_with_headers(client, host):
    answer = client.get("/plain/", headers={"Host": host})

    assert answer.status_code == 400
    assert {name: answer.get(name) for name in PROMISED} == PROMISED
    assert b"Traceback" not in answer.content


def test_an_answer_without_any_policy_allows_nothing(client, settings):
    settings.CONTENT_SECURITY_POLICY = None

    assert client.get("/plain/")["Content-Security-Policy"] == NOTHING_ALLOWED


@pytest.mark.parametrize("address", ["/plain/", "/missing/", "/broken/", "/favicon.ico"])
@pytest.mark.parametrize(
    ("own_address", "header"),
    [("https://kennisstad.example.org", "max-age=31536000"), ("http://127.0.0.1:8000", None)],
)
def test_browsers_stay_on_https_for_a_year_where_the_site_has_it(
    client, settings, address, own_address, header
):
    settings.SITE_ADDRESS = own_address

    assert client.get(address).get("Strict-Transport-Security") == header


def test_a_visitor_without_account_gets_pages_that_may_be_kept_and_no_cookie(client):
    answer = client.get("/plain/")

    assert (answer.get("Cache-Control"), dict(answer.cookies)) == (None, {})
    assert "Cookie" not in answer.get("Vary", "")


def test_what_is_made_for_somebody_is_kept_nowhere(client, settings, django_user_model):
    assert client.get("/cookie/")["Cache-Control"] == "no-store"
    client.force_login(django_user_model.objects.create(username="editor"))
    addresses = ["/plain/", "/missing/", "/broken/", "/refused/not-now/", "/file/"]
    assert [client.get(address)["Cache-Control"] for address in addresses] == ["no-store"] * 5
    assert client.get("/shared/")["Cache-Control"] == "public, max-age=60"
    assert "no-store" not in client.get("/static/web/css/site.css")["Cache-Control"]


def test_a_personal_page_is_kept_nowhere_and_found_nowhere(client):
    answer = client.get("/personal/")

    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_editors_pages_may_show_themselves_and_run_their_pickers(client):
    framed = policy(client.get("/redactie/frame/"))

    assert framed["script-src"].startswith("'self' 'sha256-")
    assert (framed["frame-src"], framed["frame-ancestors"]) == ("'self'", "'self'")
    assert framed["style-src"].split() == ["'self'", *STYLES]
    assert framed["img-src"] == "'self' data: blob:"
    assert "unsafe" not in str(framed)


def test_an_ordinary_page_of_the_editors_stays_in_no_frame(client):
    plain = policy(client.get("/redactie/plain/"))

    assert (plain["script-src"], plain["frame-ancestors"]) == ("'self'", "'none'")
