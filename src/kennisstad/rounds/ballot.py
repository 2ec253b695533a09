# SPDX-License-Identifier: EUPL-1.2
"""The list that a team fills in: each question with its mark, and why this team could not get it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from kennisstad.citylab.wording import LANGUAGES
from kennisstad.education.models import Level
from kennisstad.rounds.models import RoundQuestion, Team
from kennisstad.rounds.ranking import UNWANTED, rank_of
from kennisstad.web.templatetags.web import in_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One question on a team's list."""

    item: RoundQuestion
    mark: str = ""
    warnings: list[str] = field(default_factory=list)
    """Why this team cannot get it, in sentences."""
    troubles: list[str] = field(default_factory=list)
    """What is wrong with its mark, in sentences."""

    @property
    def rank(self) -> int | None:
        return rank_of(self.mark)


@dataclass(frozen=True, slots=True)
class Ballot:
    chosen: list[Entry]
    """With a number, in order."""
    others: list[Entry]
    options: list[tuple[str, str]]
    """What can be chosen at each question: value and words."""
    impossible: list[Entry]
    """With a number, though this team cannot get them."""
    wrong: list[Entry]
    """With a mark that cannot be saved."""

    @property
    def unwanted(self) -> list[Entry]:
        return [entry for entry in self.others if entry.mark == UNWANTED]


def ballot_of(
    team: Team,
    questions: Sequence[RoundQuestion],
    marks: Mapping[int, str],
    troubles: Mapping[int, list[str]],
) -> Ballot:
    """Lay out a team's list; the questions in the round's order, with texts fetched."""
    apart = dict(team.exclusions.values_list("question", "reason"))
    entries = [
        Entry(
            item,
            marks.get(item.pk, ""),
            warnings(team, item, apart.get(item.pk, "")),
            troubles.get(item.pk, []),
        )
        for item in questions
    ]
    chosen = sorted((entry for entry in entries if entry.rank), key=lambda entry: entry.rank or 0)
    return Ballot(
        chosen=chosen,
        others=[entry for entry in entries if not entry.rank],
        options=options(
            min(team.round.most_wishes, len(questions)), {entry.rank for entry in chosen if entry.rank}
        ),
        impossible=[entry for entry in chosen if entry.warnings],
        wrong=[entry for entry in entries if entry.troubles],
    )


def options(most: int, used: Collection[int]) -> list[tuple[str, str]]:
    """Give what can be chosen; a number that is too high and was filled in all the same stays to be seen."""
    numbers = sorted({*range(1, most + 1), *used})
    ranks = [(str(rank), _("wish %(number)d") % {"number": rank}) for rank in numbers]
    return [("", _("no wish")), *ranks, (UNWANTED, _("not wanted"))]


def warnings(team: Team, item: RoundQuestion, apart: str) -> list[str]:
    """Say why this team cannot get this question; nothing when it can.

    Args:
        apart: why a coordinator keeps the two apart, if one does.
    """
    offering = team.course.offering
    level = offering.course.level
    found = []
    if item.levels and level not in item.levels:
        found.append(
            _("It asks for another level: %(levels)s. Your course is: %(own)s.")
            % {"levels": _either(level_in_words(one) for one in item.levels), "own": level_in_words(level)}
        )
    if item.languages and team.works_in and not {*item.languages} & {*team.works_in}:
        found.append(
            _("It can only be worked on in: %(languages)s.")
            % {"languages": _either(_language(one) for one in item.languages)}
        )
    if item.question.needed_by and offering.ends_on > item.question.needed_by:
        found.append(
            _("The answer is needed by %(day)s, and your course ends on %(end)s.")
            % {"day": in_words(item.question.needed_by), "end": in_words(offering.ends_on)}
        )
    if apart:
        found.append(_("Your coordinator keeps your team and this question apart: %(why)s") % {"why": apart})
    return found


def _either(words: Iterable[str]) -> str:
    return get_text_list(list(words), _("or"))


def level_in_words(value: str) -> str:
    return str(Level(value).label) if value in Level.values else value


def _language(value: str) -> str:
    return str(LANGUAGES.get(value, value))
