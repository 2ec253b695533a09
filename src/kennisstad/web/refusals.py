# SPDX-License-Identifier: EUPL-1.2
"""Saying no in words: what cannot be done now, what a visitor may not do, and what went wrong.

An action raises one of these with a sentence for whoever asked; the visitor gets a page with that
sentence, what it means and what to do next, in the language of the address.
"""

import logging
import math
import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _

from kennisstad.web.refusal_words import WORDS

Sentence = str | Promise
BARE = "<!doctype html><title>{}</title><p>{} {}"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)

_WORD = "[a-z]{3,12}"
_BETWEEN = r"(?:[^a-z0-9/]|%[0-9a-f]{2}|\\u[0-9a-f]{4})"
FOLLOW_CODE = re.compile(
    f"{_WORD}-[0-9]{{4}}-{_WORD}-[a-z]{{3,}}"
    "|(?:sign|book|day)-[0-9a-f]{40}"
    # In an address it may be typed in another way; elsewhere "port 5432 failed: FATAL" must stay.
    f"|(?<=/){_WORD}{_BETWEEN}{{0,4}}[0-9]{{4}}{_BETWEEN}{{0,4}}{_WORD}{_BETWEEN}{{1,4}}[a-z]{{3,}}",
    re.IGNORECASE,
)
"""The shape of tulp-4821-brug-lamp, or of a code to sign, book or keep a day with; somebody's or not."""


class Refusal(Exception):
    """Something cannot be done; the message is one sentence for the person who asked."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, message: Sentence = "") -> None:
        super().__init__(message)


class NotAllowed(Refusal):
    """This person may not do that."""

    status = HTTPStatus.FORBIDDEN


class Gone(Refusal):
    """What was here once is no longer to be had."""

    status = HTTPStatus.GONE


class NotNow(Refusal):
    """What was asked for does not fit the state that the record is in by now."""

    status = HTTPStatus.CONFLICT


class TooLarge(Refusal):
    """More was sent than we take."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class TooOften(Refusal):
    """Somebody asked more often than is allowed; `retry_after` says how long to wait."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, message: Sentence = "", *, retry_after: timedelta) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class RefusalsMiddleware:
    """Turns a refusal raised anywhere in a view, or a view's bare refusal of a method, into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # Nobody reads the answer to OPTIONS: a program wants the `Allow` header alone.
        if isinstance(response, HttpResponseNotAllowed) and request.method != "OPTIONS":
            _say_how_it_works(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        answer = page(request, exception.status, str(exception))
        if isinstance(exception, TooOften):
            answer.headers["Retry-After"] = str(max(1, math.ceil(exception.retry_after.total_seconds())))
        return answer


def page(request: HttpRequest, status: HTTPStatus, sentence: Sentence = "") -> HttpResponse:
    """Answer with the page for this status; the sentence takes the place of its general one."""
    with override(_language_of(request)):
        words = WORDS[status]
        context = {
            "status": status.value,
            "heading": words.heading,
            "sentence": sentence or words.sentence,
            "advice": words.advice,
        }
        return render(request, "web/error.html", context, status=status)


def _say_how_it_works(request: HttpRequest, response: HttpResponseNotAllowed) -> None:
    """Fill the answer to a wrong method; its headers stay, and Django wrote it to the log already."""
    opened = _(
        "This address works from a form or a button only. You opened it by itself, and nothing was changed."
    )
    told = page(request, HTTPStatus.METHOD_NOT_ALLOWED, opened if request.method in ("GET", "HEAD") else "")
    response.content = told.content
    response.headers["Content-Type"] = told.headers["Content-Type"]


def _language_of(request: HttpRequest) -> str:
    # Some faults come before the language of the address was looked at.
    return get_language_from_path(request.path_info) or settings.LANGUAGE_CODE


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old."""
    return page(
        request,
        HTTPStatus.FORBIDDEN,
        _("This form was open for too long, or you signed in or out in another window. Nothing was changed."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    too_much = isinstance(exception, TOO_MUCH)
    return page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_much else HTTPStatus.BAD_REQUEST)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when all else failed: no database, no context, and no style sheet if even that is gone."""
    with override(_language_of(request)):
        words = WORDS[HTTPStatus.INTERNAL_SERVER_ERROR]
        try:
            html: str = render_to_string("web/500.html", {"words": words})
        except Exception:
            logging.getLogger(__name__).exception("The page for faults could not be made.")
            html = format_html(BARE, words.heading, words.sentence, words.advice)
    return HttpResponse(html, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def without_traceback(record: logging.LogRecord) -> bool:
    """Filter for the log: a bad request from outside is one line, not a fault of ours."""
    # Every kind has a logger of its own below this one, which a filter on this one would not reach.
    is_security = record.name.startswith("django.security")
    if is_security or 400 <= getattr(record, "status_code", 0) < 500:
        record.exc_info = record.exc_text = None
    return True


class DiscreetFormatter(logging.Formatter):
    """Writes the log without follow codes: whoever reads one can follow and withdraw a question."""

    def format(self, record: logging.LogRecord) -> str:
        # The whole text, so that a traceback keeps the secret too.
        return FOLLOW_CODE.sub("[code]", super().format(record))
