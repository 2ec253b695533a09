# SPDX-License-Identifier: EUPL-1.2
"""The addresses beneath one agreement, one commitment and one report day."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from kennisstad.workspace.views import (
    accounts,
    agreement_steps,
    agreements,
    commitment_steps,
    commitments,
    signing,
)

Paths = list[URLPattern | URLResolver]

agreement_paths: Paths = [
    path("", agreements.agreement, name="agreement"),
    path(_("describe/"), agreement_steps.agreement_describe, name="agreement_describe"),
    path(_("signed-before/"), agreement_steps.agreement_signed, name="agreement_signed"),
    path(_("throw-away/"), agreement_steps.agreement_discard, name="agreement_discard"),
    path(_("re-map/"), agreements.agreement_map, name="agreement_map"),
    path(_("articles/"), agreement_steps.agreement_add_article, name="agreement_add_article"),
    path(_("themes/"), agreement_steps.agreement_add_theme, name="agreement_add_theme"),
    path(_("parties/"), agreement_steps.agreement_join, name="agreement_join"),
    path(_("facts/"), agreement_steps.agreement_add_fact, name="agreement_add_fact"),
    path(
        _("facts/"),
        include([path("<int:fact>/", agreement_steps.agreement_follow_fact, name="agreement_follow_fact")]),
    ),
    path(_("new-commitment/"), commitments.commitment_new, name="commitment_new"),
]
_article: Paths = [
    path("", agreement_steps.agreement_edit_article, name="agreement_edit_article"),
    path(_("remove/"), agreement_steps.agreement_remove_article, name="agreement_remove_article"),
]
_theme: Paths = [
    path("", agreement_steps.agreement_edit_theme, name="agreement_edit_theme"),
    path(_("remove/"), agreement_steps.agreement_remove_theme, name="agreement_remove_theme"),
]
_party: Paths = [
    path(_("leave/"), agreement_steps.agreement_leave, name="agreement_leave"),
    path(_("remove/"), agreement_steps.agreement_remove_party, name="agreement_remove_party"),
]
agreement_paths += [
    path(_("articles/"), include([path("<int:article>/", include(_article))])),
    path(_("themes/"), include([path("<int:theme>/", include(_theme))])),
    path(_("parties/"), include([path("<int:party>/", include(_party))])),
]
commitment_paths: Paths = [
    path("", commitments.commitment, name="commitment"),
    path(_("change/"), commitment_steps.commitment_edit, name="commitment_edit"),
    path(_("remove/"), commitment_steps.commitment_remove, name="commitment_remove"),
    path(_("projects/"), commitment_steps.commitment_serve, name="commitment_serve"),
    path(
        _("projects/"),
        include(
            [path("<int:serving>/", commitment_steps.commitment_stop_serving, name="commitment_stop_serving")]
        ),
    ),
    path(_("results/"), commitment_steps.commitment_show_result, name="commitment_show_result"),
    path(
        _("results/"),
        include(
            [path("<int:evidence>/", commitment_steps.commitment_take_away, name="commitment_take_away")]
        ),
    ),
    path(_("figures/"), commitment_steps.commitment_add_figure, name="commitment_add_figure"),
    path(
        _("figures/"),
        include([path("<int:figure>/", commitment_steps.commitment_withdraw, name="commitment_withdraw")]),
    ),
    path(_("assess/"), commitment_steps.commitment_assess, name="commitment_assess"),
    path(_("take-back/"), commitment_steps.commitment_take_back, name="commitment_take_back"),
]
report_day_paths: Paths = [path(_("remove/"), commitments.report_day_remove, name="report_day_remove")]
account_paths: Paths = [
    path("", accounts.account, name="account"),
    path(_("introduce/"), accounts.account_introduce, name="account_introduce"),
    path(_("gather-anew/"), accounts.account_regather, name="account_regather"),
    path(_("publish/"), accounts.account_publish, name="account_publish"),
    path(_("throw-away/"), accounts.account_discard, name="account_discard"),
    path(_("files/"), include([path("<slug:kind>", accounts.account_file, name="account_file")])),
]
_signatory: Paths = [
    path(_("change/"), signing.signing_change, name="signing_change"),
    path(_("remove/"), signing.signing_remove, name="signing_remove"),
    path(_("earlier/"), signing.signing_up, name="signing_up"),
    path(_("invite/"), signing.signing_invite, name="signing_invite"),
    path(_("on-paper/"), signing.signing_paper, name="signing_paper"),
    path(_("scan/"), signing.signing_scan, name="signing_scan"),
]
signing_paths: Paths = [
    path("", signing.signing_desk, name="signing"),
    path(_("offer/"), signing.signing_offer, name="signing_offer"),
    path(_("take-back/"), signing.signing_withdraw, name="signing_withdraw"),
    path(_("order/"), signing.signing_terms, name="signing_terms"),
    path(_("document/"), signing.signing_document, name="signing_document"),
    path(_("signatories/"), signing.signing_add, name="signing_add"),
    path(_("signatories/"), include([path("<int:signatory>/", include(_signatory))])),
]
