# SPDX-License-Identifier: EUPL-1.2
"""The site's addresses: Dutch at the root, English under /en/, the editors' pages in one place."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from kennisstad.website.editing import guarded

handler400 = "kennisstad.web.refusals.bad_request"
handler403 = "kennisstad.web.refusals.not_allowed"
handler404 = "kennisstad.web.refusals.not_found"
handler500 = "kennisstad.web.refusals.server_error"

# One way in, with its limits: Wagtail's own sign-in pages lead to ours.
SIGN_IN = login_not_required(RedirectView.as_view(pattern_name="accounts:sign_in", query_string=True))

urlpatterns = [
    path("", include("kennisstad.website.machine_urls")),
    path("redactie/login/", SIGN_IN),
    # Names, addresses and passwords are kept at the desk, where the journal sees a change.
    re_path("^redactie/account/", RedirectView.as_view(pattern_name="workspace:home")),
    path("redactie/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, guarded))),
    path("", include("kennisstad.cms.urls")),
    *i18n_patterns(
        path("", include("kennisstad.accounts.urls")),
        path("", include("kennisstad.citylab.urls")),
        path("", include("kennisstad.fieldwork.urls")),
        path("", include("kennisstad.rounds.urls")),
        path("", include("kennisstad.progress.urls")),
        path("", include("kennisstad.agreement.urls")),
        path("", include("kennisstad.campus.urls")),
        path("", include("kennisstad.contact.urls")),
        path("", include("kennisstad.newsletter.urls")),
        path("", include("kennisstad.schools.urls")),
        path("", include("kennisstad.search.urls")),
        path("", include("kennisstad.welcome.urls")),
        path("", include("kennisstad.years.urls")),
        path("", include("kennisstad.website.urls")),
        path(_("workspace/"), include("kennisstad.workspace.urls")),
        path("_util/login/", SIGN_IN),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
