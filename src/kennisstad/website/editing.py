# SPDX-License-Identifier: EUPL-1.2
"""What stands around each of Wagtail's own addresses: who may come in, what is closed, what leaves."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext_lazy as _

from kennisstad.lib.formulas import without_formulas
from kennisstad.web.refusals import NotAllowed

View = Callable[..., HttpResponseBase]

CLOSED = {
    # People, roles and passwords are looked after at the desk, where rules and journal see it.
    "wagtailusers_users",
    "wagtailusers_groups",
    # Pages of this site hold no documents.
    "wagtaildocs",
    "wagtaildocs_chooser",
    "wagtailadmin_api:documents",
    "wagtailadmin_api:images",
}
"""Namespaces of which no address answers."""
CLOSED_ADDRESSES = {
    # No hook runs there, so no rule of ours would hold; Wagtail's own pages do not ask for it.
    "wagtailadmin_api:pages:action",
    # Many at once come without their descriptions; one form per image asks for it.
    "wagtailimages:edit_multiple",
    "wagtailimages:delete_multiple",
    "wagtailimages:delete_upload_multiple",
    "wagtailimages:create_multiple_from_uploaded_image",
    # Addresses for sizes of anybody's choice: no page asks for them.
    "wagtailimages:url_generator",
    "wagtailimages:url_generator_output",
    "wagtailimages:preview",
    # Fails on purpose, to show what that looks like.
    "wagtailadmin_error_test",
}
MANY_IMAGES = "wagtailimages:add_multiple"
"""Where Wagtail's own button leads."""
IN_BULK = {("wagtailcore", "page"), ("cms", "pageimage")}
EDITORS_ALONE = _(
    "Programme managers and administrators edit the pages of this site here. "
    "Do you want to join in? Ask an administrator for that role."
)
MALFORMED = (ValueError, OverflowError, ValidationError, MultiValueDictKeyError, DataError, IntegrityError)
"""What Wagtail's views let escape when a request holds no number, no JSON or no form where one belongs.

A number too large is an OverflowError or, as an offset, refused by the database itself.
"""


def guarded(view: View) -> View:
    """Let editors alone reach this view, where it is open, and answer nonsense as nonsense."""

    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.resolver_match and _is_closed(request.resolver_match):
            raise Http404
        # Wagtail would send them to sign in, and signing in would send them back, without end.
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise NotAllowed(EDITORS_ALONE)
        if request.resolver_match and request.resolver_match.view_name == MANY_IMAGES:
            return redirect("wagtailimages:add")
        try:
            return _safe_to_open(_rendered(view(request, *args, **kwargs)))
        except MALFORMED as fault:
            # Django logs it with its cause: should the fault be ours after all, it can be found.
            raise BadRequest("An editors' page could not read what was sent.") from fault

    return guard


def _is_closed(match: ResolverMatch) -> bool:
    if match.url_name == "wagtail_bulk_action":
        return (match.kwargs["app_label"], match.kwargs["model_name"]) not in IN_BULK
    return match.namespace in CLOSED or match.view_name in CLOSED_ADDRESSES


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    # Lists ask the database only while their page is made, which Django does outside the view.
    if hasattr(response, "render"):
        response.render()
    return response


def _safe_to_open(response: HttpResponseBase) -> HttpResponseBase:
    if not response.get("Content-Type", "").startswith("text/csv"):
        return response
    text = response.getvalue().decode()
    return HttpResponse(without_formulas(text), headers=response.headers, status=response.status_code)
