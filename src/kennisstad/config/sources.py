# SPDX-License-Identifier: EUPL-1.2
"""What the packages tell to search, agenda and newsletter: settings that name functions of theirs."""

SEARCH_SOURCES: dict[str, str] = {
    "account": "kennisstad.progress.searchable.accounts",
    "agreement": "kennisstad.agreement.searchable.agreements",
    "area": "kennisstad.neighbourhoods.searchable.areas",
    "article": "kennisstad.agreement.searchable.articles",
    "campus": "kennisstad.campus.searchable.campuses",
    "commitment": "kennisstad.agreement.searchable.commitments",
    "course": "kennisstad.education.searchable.courses",
    "day": "kennisstad.years.searchable.days",
    "expert": "kennisstad.partners.searchable.experts",
    "fixed": "kennisstad.search.fixed.pages",
    "housingproject": "kennisstad.campus.searchable.housing",
    "issue": "kennisstad.newsletter.searchable.issues",
    "offer": "kennisstad.schools.searchable.offers",
    "page": "kennisstad.website.searchable.pages",
    "partner": "kennisstad.partners.searchable.partners",
    "pathstep": "kennisstad.welcome.searchable.steps",
    "pressfact": "kennisstad.welcome.searchable.press_facts",
    "project": "kennisstad.projects.searchable.projects",
    "question": "kennisstad.citylab.searchable.questions",
    "result": "kennisstad.projects.searchable.results",
    "round": "kennisstad.rounds.searchable.rounds",
    "site": "kennisstad.campus.searchable.sites",
    "spinoff": "kennisstad.campus.searchable.spin_offs",
    "theme": "kennisstad.agreement.searchable.themes",
    "venue": "kennisstad.welcome.searchable.venues",
    "year": "kennisstad.years.searchable.years",
}
"""Per kind in the journal: the function that gives what of it can be found (`web/findable.py`)."""
SEARCH_ALONG: dict[str, list[str]] = {
    "agreement": ["kennisstad.agreement.searchable.parts_along"],
    "partner": ["kennisstad.partners.searchable.experts_along"],
    "project": ["kennisstad.projects.searchable.results_along"],
}
"""Per kind in the journal: the functions that give what else changed with it."""
AGENDA_SOURCES: list[str] = [
    "kennisstad.website.planned.moments",
    "kennisstad.years.agenda.adopted_days",
]
"""Functions that give what is planned (`web/moments.py`)."""
NEWSLETTER_SOURCES: list[str] = [
    "kennisstad.website.newsworthy.given_back",
    "kennisstad.website.newsworthy.asked",
    "kennisstad.website.newsworthy.written",
    "kennisstad.website.newsworthy.begun",
    "kennisstad.website.inviting.planned",
    "kennisstad.website.inviting.take_part",
]
"""Functions that give what an issue of the newsletter can tell of (`newsletter/found.py`)."""
