# SPDX-License-Identifier: EUPL-1.2
"""What settling a round will place, and what stands in its way by now: pauses, limits, an asker's own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.citylab.placing_rounds import ROAD
from kennisstad.fieldwork.load.ledger import Hindrance, HindranceKind, Stretch, hindrances
from kennisstad.fieldwork.queries import Paused, ledgers, pauses_behind
from kennisstad.fieldwork.telling import hindrance_in_words
from kennisstad.neighbourhoods.models import Area
from kennisstad.rounds.models import Round, RoundQuestion, Team
from kennisstad.rounds.queries.instance import asker_caps, askers_of
from kennisstad.web.templatetags.web import in_words


@dataclass(frozen=True)
class Placing:
    """A question and the teams that the published plan gives it."""

    part: RoundQuestion
    teams: list[Team]


@dataclass(frozen=True)
class Obstacle:
    """Why questions cannot go on together; leaving out enough of them makes room."""

    parts: tuple[RoundQuestion, ...]
    sentence: str


def placings(round: Round) -> list[Placing]:
    """Give what settling will place: with teams, not left out, and still looking for a course; by number."""
    plan = round.run.plan if round.run else {}
    of_place: dict[str, list[Team]] = {}
    for team in round.teams.select_related("course__offering__course").in_order():
        if (place := plan.get(str(team.number))) is not None:
            of_place.setdefault(place, []).append(team)
    parts = (
        round.questions.with_words().in_order().filter(left_out_at__isnull=True, question__status__in=ROAD)
    )
    asked = parts.select_related("question__contact", "question__leg_of__contact")
    return [Placing(part, of_place[str(part.place)]) for part in asked if str(part.place) in of_place]


def obstacles(round: Round, found: Sequence[Placing]) -> list[Obstacle]:
    """List what keeps these from being placed: districts first, then askers."""
    return [*_of_districts(round, found), *_of_askers(round, found)]


def _of_districts(round: Round, found: Iterable[Placing]) -> Iterator[Obstacle]:
    planned, parts = Counter[int](), dict[int, list[RoundQuestion]]()
    for one in found:
        contacts = one.part.load * len(one.teams)
        for area_id in _around(one.part) if contacts else ():
            planned[area_id] += contacts
            parts.setdefault(area_id, []).append(one.part)
    days, known = Stretch(round.starts_on, round.ends_on), ledgers(planned.keys(), round.starts_on)
    stopped = [one for pk in sorted(planned) for one in hindrances(known[pk], days, planned[pk])]
    yield from _stopped((parts[one.area_id], one) for one in stopped)


def shut_out(round: Round, parts: Iterable[RoundQuestion]) -> list[Obstacle]:
    """Name each question that its district has no room for by now, not even for as few teams as it needs."""
    around = {part: _around(part) for part in parts if part.load}
    days = Stretch(round.starts_on, round.ends_on)
    known = ledgers(set().union(*around.values()), round.starts_on) if around else {}
    found = (
        ([part], one)
        for part, areas in around.items()
        for pk in sorted(areas)
        for one in hindrances(known[pk], days, part.load * max(part.lower, 1))
    )
    return list(_stopped(found))


def _stopped(found: Iterable[tuple[list[RoundQuestion], Hindrance]]) -> Iterator[Obstacle]:
    """Say of questions which area stops them, until when, and who paused it."""
    stopped = list(found)
    names = Area.objects.in_bulk([one.area_id for _parts, one in stopped])
    pauses = pauses_behind(one for _parts, one in stopped)
    for parts, one in stopped:
        yield _obstacle(parts, _hindered(one, names[one.area_id].name, pauses.get(one)))


def _around(part: RoundQuestion) -> set[int]:
    """Give the areas that a question is about, and the districts around those that are neighbourhoods."""
    areas = [area.pk for area in part.question.districts.all()]
    return {*areas, *(area.parent_id for area in part.question.districts.all() if area.parent_id)}


def _hindered(found: Hindrance, name: str, paused: Paused | None) -> str:
    if found.kind != HindranceKind.PAUSED:
        return hindrance_in_words(found, name)
    about = {"who": paused.who if paused else "", "area": name, "day": in_words(found.until)}
    if not about["who"]:
        return _("the neighbourhood director paused %(area)s until %(day)s.") % about
    return _("%(who)s paused %(area)s until %(day)s.") % about


def _of_askers(round: Round, found: Sequence[Placing]) -> Iterator[Obstacle]:
    names = askers_of([one.part for one in found])
    sent, parts = Counter[str](), dict[str, list[RoundQuestion]]()
    for one in found:
        sent[names[one.part.pk]] += len(one.teams)
        parts.setdefault(names[one.part.pk], []).append(one.part)
    for cap in asker_caps(round, [one.part for one in found]):
        if sent[cap.id] > cap.upper:
            about = {"number": cap.upper, "sent": sent[cap.id]}
            why = ngettext(
                "whoever asked can receive %(number)d team by now, and this plan sends %(sent)d.",
                "whoever asked can receive %(number)d teams by now, and this plan sends %(sent)d.",
                cap.upper,
            )
            yield _obstacle(parts[cap.id], why % about)


def _obstacle(parts: Sequence[RoundQuestion], why: str) -> Obstacle:
    called = [_("%(place)d (%(title)s)") % {"place": one.place, "title": one.question} for one in parts]
    about = {"questions": get_text_list(called, _("and")), "why": why}
    said = ngettext("Question %(questions)s: %(why)s", "Questions %(questions)s: %(why)s", len(parts))
    return Obstacle(tuple(parts), said % about)
