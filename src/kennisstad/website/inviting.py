# SPDX-License-Identifier: EUPL-1.2
"""What comes, and where anybody can take part, for the newsletter: reason to read, none to send."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from kennisstad.citylab.models import Question
from kennisstad.languages.numbers import counting
from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import Area
from kennisstad.newsletter.found import Found, Words
from kennisstad.newsletter.models import Section
from kennisstad.schools.models import Offer
from kennisstad.web.findable import address
from kennisstad.web.moments import Moment
from kennisstad.website.agenda import coming
from kennisstad.website.models import EventPage
from kennisstad.welcome.models import Ambassador
from kennisstad.years.models import Day, Year

AHEAD = timedelta(days=14)
MOST = 12
"""Days in the agenda that an issue names; the agenda itself tells the rest."""
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def planned(_since: date, until: date) -> list[Found]:
    """Give what is in the agenda of the two weeks after the last day, an event and its translation as one."""
    seen: dict[str, dict[str, Moment]] = {}
    for language in LANGUAGES:
        with override(language):
            for moment in coming(until + timedelta(days=1), until=until + AHEAD):
                seen.setdefault(moment.key, {})[language] = moment
    known = _as_one(seen)
    codes = dict(Area.objects.values_list("pk", "code"))
    ordered = sorted(known.items(), key=lambda item: (_first(item[1]).begins_at, item[0]))
    return [_planned(key, moments, codes) for key, moments in ordered[:MOST]]


def _as_one(seen: dict[str, dict[str, Moment]]) -> dict[str, dict[str, Moment]]:
    """Bring the pages of one event together: each language has a page, and so a key, of its own."""
    pages = {int(key.partition(":")[2]): key for key in seen if key.startswith("eventpage:")}
    of_both = dict(EventPage.objects.filter(pk__in=pages).values_list("pk", "translation_key"))
    known: dict[str, dict[str, Moment]] = {}
    names = {key: f"eventpage:{of_both[pk]}" for pk, key in pages.items() if pk in of_both}
    for key, moments in seen.items():
        known.setdefault(names.get(key, key), {}).update(moments)
    return known


def _first(moments: dict[str, Moment]) -> Moment:
    return next(iter(moments.values()))


def _planned(key: str, moments: dict[str, Moment], codes: dict[int, str]) -> Found:
    first = _first(moments)
    return Found(
        source=key,
        section=Section.AGENDA,
        texts={
            language: Words(moment.title, _when_and_where(moment, language), moment.address)
            for language, moment in moments.items()
        },
        districts=tuple(sorted(codes[pk] for pk in first.districts if pk in codes)),
        themes=tuple(sorted(first.themes)),
    )


def _when_and_where(moment: Moment, language: str) -> str:
    with override(language):
        day = date_format(moment.begins_at, "l j F")
        said = {"day": day, "time": date_format(moment.begins_at, "H:i"), "place": moment.place}
        if moment.whole_day:
            sentence = _("On %(day)s, in %(place)s.") if moment.place else _("On %(day)s.")
        else:
            sentence = (
                _("On %(day)s at %(time)s, %(place)s.") if moment.place else _("On %(day)s at %(time)s.")
            )
        return sentence % said


@dataclass(frozen=True)
class Invitation:
    """One place to take part, said in whatever language is active."""

    title: str
    words: str
    page: str
    of: tuple[object, ...] = ()


def take_part(_since: date, until: date) -> list[Found]:
    """Give the places where anybody can take part now: what there is, counted in a sentence."""
    found: Iterable[tuple[str, Callable[[], Invitation]] | None] = (
        _questions(),
        _days(until),
        _offers(),
        _ambassadors(),
    )
    return [_invitation(*one) for one in found if one]


def _invitation(source: str, say: Callable[[], Invitation]) -> Found:
    texts = {}
    for language in LANGUAGES:
        with override(language):
            said = say()
            texts[language] = Words(said.title, said.words, address(language, said.page, *said.of))
    return Found(source=source, section=Section.TAKE_PART, texts=texts)


Place = tuple[str, Callable[[], Invitation]] | None


def _questions() -> Place:
    number = Question.objects.seeking().whole().count()

    def say() -> Invitation:
        sentence = ngettext(
            "%(number)s question of residents looks for students.",
            "%(number)s questions of residents look for students.",
            number,
        )
        more = _("Choose one for a course, a thesis or an internship.")
        words = f"{counting(sentence, number)} {more}"
        return Invitation(_("Work on a question"), words, "citylab:to_work_on")

    return ("seeking:questions", say) if number else None


def _days(until: date) -> Place:
    free = Day.objects.free_after(until).order_by("on", "pk").select_related("year").first()
    if free is None:
        return None
    number = Day.objects.free_after(until).filter(year=free.year_id).count()
    (year,) = with_texts(Year.objects.filter(pk=free.year_id))

    def say() -> Invitation:
        sentence = ngettext(
            "%(number)s day is still free, on %(day)s.",
            "%(number)s days are still free, the first on %(day)s.",
            number,
        )
        sentence = sentence.replace("%(day)s", date_format(free.on, "l j F"))
        title = _("Adopt a day of %(year)s") % {"year": year.text.name if year.text else year.slug}
        return Invitation(title, counting(sentence, number), "years:year", (year.slug,))

    return f"seeking:year-{year.pk}", say


def _offers() -> Place:
    number = Offer.objects.public().count()

    def say() -> Invitation:
        sentence = ngettext(
            "%(number)s lesson or visit is ready for classes.",
            "%(number)s lessons and visits are ready for classes.",
            number,
        )
        more = _("Teachers book without an account.")
        words = f"{counting(sentence, number)} {more}"
        return Invitation(_("Come by with your class"), words, "schools:offers")

    return ("seeking:classes", say) if number else None


def _ambassadors() -> Place:
    number = Ambassador.objects.public().count()

    def say() -> Invitation:
        sentence = ngettext(
            "%(number)s ambassador answers letters of people who are new here.",
            "%(number)s ambassadors answer letters of people who are new here.",
            number,
        )
        more = _("Write to one, or become one yourself.")
        words = f"{counting(sentence, number)} {more}"
        return Invitation(_("New in the city?"), words, "welcome:ambassadors")

    return ("seeking:ambassadors", say) if number else None
