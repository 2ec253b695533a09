# SPDX-License-Identifier: EUPL-1.2
"""What happened, for the newsletter: asked, begun, given back, and what editors wrote.

All of it, however much: what were left out here would stand in no issue. An editor drops what is too much.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisstad.agreement.models import Theme
from kennisstad.citylab.models import Question
from kennisstad.languages.reading import with_texts
from kennisstad.lib.shortening import in_short
from kennisstad.neighbourhoods.models import Area, AreaQuerySet
from kennisstad.newsletter.found import Found, Words
from kennisstad.newsletter.models import Section
from kennisstad.projects.models import GivingBack, Project
from kennisstad.web.findable import address
from kennisstad.website.digest import asked_in, begun_in, returned_in
from kennisstad.website.models import NewsPage, StoryPage


def asked(since: date, until: date) -> list[Found]:
    """Give the questions that a broker answered first in these days, and visitors may read."""
    found = asked_in(since, until).prefetch_related(_areas("districts"), "themes")
    return [_asked(one) for one in with_texts(found) if one.text]


def _asked(question: Question) -> Found:
    return Found(
        source=f"question:{question.pk}",
        section=Section.ASKED,
        texts={
            text.language: Words(
                text.title,
                in_short(text.body) or _who_looks(question, text.language),
                address(text.language, "citylab:question", question.pk),
            )
            for text in question.texts.all()
        },
        districts=_codes(question.districts.all()),
        themes=_keys(question.themes.all()),
    )


def _who_looks(question: Question, language: str) -> str:
    with override(language):
        return _("This question still looks for students.") if question.is_seeking else ""


def given_back(since: date, until: date) -> list[Found]:
    """Give the results that went back to a neighbourhood in these days; each once."""
    rows = returned_in(since, until).prefetch_related(
        "project__result__texts", _areas("project__districts"), "project__themes"
    )
    newest = {giving.project_id: giving for giving in reversed(rows)}
    ordered = sorted(newest.values(), key=lambda giving: (giving.on, giving.pk), reverse=True)
    return [_given_back(giving) for giving in ordered if giving.project.result.text]


def _given_back(giving: GivingBack) -> Found:
    result = giving.project.result
    return Found(
        source=f"result:{result.pk}",
        section=Section.RETURNED,
        texts={
            text.language: Words(
                text.title, in_short(text.found), address(text.language, "website:result", result.pk)
            )
            for text in result.texts.all()
        },
        districts=_codes(giving.project.districts.all()),
        themes=_keys(giving.project.themes.all()),
    )


def begun(since: date, until: date) -> list[Found]:
    """Give the projects that began in these days."""
    rows = begun_in(since, until).prefetch_related(_areas("districts"), "themes")
    return [_begun(one) for one in with_texts(rows) if one.text]


def _begun(project: Project) -> Found:
    return Found(
        source=f"project:{project.pk}",
        section=Section.NEWS,
        texts={text.language: _begun_words(project, text) for text in project.texts.all()},
        districts=_codes(project.districts.all()),
        themes=_keys(project.themes.all()),
    )


def _begun_words(project: Project, text: object) -> Words:
    language, title, summary = (getattr(text, name) for name in ("language", "title", "summary"))
    with override(language):
        begun = _("Begun: %(title)s") % {"title": title}
    return Words(begun, in_short(summary), address(language, "website:project", project.pk))


def written(since: date, until: date) -> list[Found]:
    """Give the news and stories of these days, an item and its translation as one."""
    return list(chain.from_iterable(_written(kind, since, until) for kind in (NewsPage, StoryPage)))


def _written(kind: type[NewsPage] | type[StoryPage], since: date, until: date) -> Iterator[Found]:
    live = kind.objects.live().public().filter(on__gte=since, on__lte=until).newest()
    by_key: dict[object, list[NewsPage | StoryPage]] = defaultdict(list)
    for page in live.select_related("locale").prefetch_related(_areas("areas"), "themes"):
        if page.url:
            by_key[page.translation_key].append(page)
    for key, pages in by_key.items():
        yield Found(
            source=f"{kind._meta.model_name}:{key}",
            section=Section.NEWS,
            texts={
                page.locale.language_code: Words(page.title, in_short(page.lead), page.url) for page in pages
            },
            districts=_codes(chain.from_iterable(page.areas.all() for page in pages)),
            themes=_keys(chain.from_iterable(page.themes.all() for page in pages)),
        )


def _areas(relation: str) -> "Prefetch[str, AreaQuerySet, str]":
    return Prefetch(relation, Area.objects.select_related("parent"))


def _codes(areas: Iterable[Area]) -> tuple[str, ...]:
    return tuple(sorted({area.district_code for area in areas}))


def _keys(themes: Iterable[Theme]) -> tuple[str, ...]:
    return tuple(sorted({theme.key for theme in themes}))
