# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the pages that every city has; editors change their words, not where they are."""

SLUGS = {
    "contact": {"nl": "contact", "en": "contact"},
    "about": {"nl": "over-ons", "en": "about"},
    "privacy": {"nl": "privacy", "en": "privacy"},
    "accessibility": {"nl": "toegankelijkheid", "en": "accessibility"},
    "news": {"nl": "nieuws", "en": "news"},
    "stories": {"nl": "verhalen", "en": "stories"},
    "guides": {"nl": "gidsen", "en": "guides"},
    "agenda": {"nl": "agenda", "en": "agenda"},
}
