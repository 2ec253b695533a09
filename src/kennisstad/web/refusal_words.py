# SPDX-License-Identifier: EUPL-1.2
"""What we say when we cannot do what was asked: what happened, what it means, what to do."""

from dataclasses import dataclass
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    heading: str | Promise
    sentence: str | Promise
    advice: str | Promise


WORDS = {
    HTTPStatus.BAD_REQUEST: Words(
        _("We could not read what you sent"),
        _("Something in the address or the form was damaged on its way to us."),
        _("Go back, check what you filled in and send it again."),
    ),
    HTTPStatus.FORBIDDEN: Words(
        _("This did not go through"),
        _("You do not have access to this, or the form came from another site."),
        _("Go back and open the page again. Perhaps you have to sign in first."),
    ),
    HTTPStatus.NOT_FOUND: Words(
        _("There is no page here"),
        _("The address is wrong, or the page has moved."),
        _("Check the address, or begin at the home page."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: Words(
        _("This does not work here"),
        _("You sent something to a page that is only there to read. Nothing was changed."),
        _("Go back and use the form or the button there, or begin at the home page."),
    ),
    HTTPStatus.GONE: Words(
        _("This is no longer here"),
        _("The address was right once, and leads nowhere any more."),
        _("Ask whoever gave it to you for a new one, or call our desk."),
    ),
    HTTPStatus.CONFLICT: Words(
        _("This changed in the meantime"),
        _("Somebody else was just before you, or the step was already taken."),
        _("Open the page again to see how it is now. Nothing was lost."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Words(
        _("This is too much at once"),
        _("What you sent is larger than we can take in one go."),
        _("Go back, make the text or the file smaller and send it again."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: Words(
        _("Please wait a moment"),
        _("We got this request from your connection very often in a short time."),
        _("Wait a little and try again. Nothing was lost."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Words(
        _("Something went wrong on our side"),
        _("This is our fault, not yours."),
        _("Try again in a few minutes. If you were sending something, go back: your words are still there."),
    ),
}
"""One entry for each status that a person can meet."""
