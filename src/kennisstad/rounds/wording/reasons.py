# SPDX-License-Identifier: EUPL-1.2
"""An explanation in sentences to the team it is about."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.rounds.allocation.reasons import By, Exchange, Explanation, Holder, Verdict, Why, WhyKind
from kennisstad.rounds.allocation.solution import LimitKind
from kennisstad.rounds.wording.names import Names, its_wish, listed, sentence, your_wish

_SETTLED = (WhyKind.HELD, WhyKind.NOT_NEEDED)


def explanation_in_words(explanation: Explanation, names: Names) -> list[str]:
    """Say where the team is, and of each wish that it likes better why it is not there, best first."""
    return [
        *(
            why_in_words(why, explanation, names)
            for why in explanation.whys
            if why.kind not in (*_SETTLED, WhyKind.BY_HAND)
        ),
        _place(explanation, names),
        _lot(explanation),
    ]


def _place(explanation: Explanation, names: Names) -> str:
    said = {"question": names.question(explanation.question)}
    if not explanation.question:
        return _("You have no place.") if explanation.whys else _("You have no place, and no wishes.")
    if explanation.is_by_hand:
        return _("You work on %(question)s: the coordinator placed you there by hand.") % said
    ranks = [why.rank for why in explanation.whys if why.kind == WhyKind.HELD]
    if not ranks:
        return _("You work on %(question)s.") % said
    return _("%(wish)s is yours.") % {"wish": _wish(ranks[0], explanation.question, names)}


def _lot(explanation: Explanation) -> str:
    return _("Your lot is %(lot)d of %(teams)d, drawn from seed %(seed)d.") % {
        "lot": explanation.lot,
        "teams": explanation.teams,
        "seed": explanation.seed,
    }


def why_in_words(why: Why, explanation: Explanation, names: Names) -> str:
    """Say of one wish why the team has it or not."""
    return _SAY[why.kind](why, explanation, names)


def _wish(rank: int, question: str, names: Names) -> str:
    return _("%(wish)s, %(question)s,") % {
        "wish": sentence(your_wish(rank)),
        "question": names.question(question),
    }


def _said(why: Why, names: Names) -> dict[str, object]:
    return {
        "wish": _wish(why.rank, why.question, names),
        "number": why.number,
        "of": why.of,
        "reason": why.reason,
    }


def _plain(text: Callable[[], str]) -> Callable[[Why, Explanation, Names], str]:
    """Make a sentence of which only the wish differs; the text is looked up when the reader is known."""
    return lambda why, _explanation, names: text() % _said(why, names)


def _excluded(why: Why, _explanation: Explanation, names: Names) -> str:
    if why.reason:
        text = _("%(wish)s is kept from your team by the coordinator, because: %(reason)s")
        return text % _said(why, names)
    return _("%(wish)s is kept from your team by the coordinator.") % _said(why, names)


def _closed(why: Why, _explanation: Explanation, names: Names) -> str:
    text = ngettext(
        "%(wish)s does not run: it needs %(of)d teams together. %(number)d team would rather "
        "have had it than what it has now.",
        "%(wish)s does not run: it needs %(of)d teams together. %(number)d teams would rather "
        "have had it than what they have now.",
        why.number,
    )
    return text % _said(why, names)


def _needed(why: Why, explanation: Explanation, names: Names) -> str:
    said = {**_said(why, names), "own": names.question(explanation.question)}
    if why.rule and why.rule.kind == LimitKind.QUESTION_LOWER:
        text = ngettext(
            "%(wish)s had room, but %(own)s needs at least %(of)d team, and that is you.",
            "%(wish)s had room, but %(own)s needs at least %(of)d teams, and you are one of them.",
            why.of,
        )
    else:
        text = ngettext(
            "%(wish)s had room, but the supervisor of %(own)s must have at least %(of)d team, "
            "and that is you.",
            "%(wish)s had room, but the supervisor of %(own)s must have at least %(of)d teams, and "
            "you are one of them.",
            why.of,
        )
    return text % said


def _urgent(why: Why, explanation: Explanation, names: Names) -> str:
    text = _("%(wish)s had room, but %(own)s is more urgent, and in this round that counts first.")
    return text % {**_said(why, names), "own": names.question(explanation.question)}


def _asker(why: Why, _explanation: Explanation, names: Names) -> str:
    text = ngettext(
        "%(wish)s had a seat, but whoever asked it can receive %(of)d team at a time, and has it.",
        "%(wish)s had a seat, but whoever asked it can receive %(of)d teams at a time, and has them.",
        why.of,
    )
    return text % _said(why, names)


def _district(why: Why, _explanation: Explanation, names: Names) -> str:
    if not why.of:
        text = _(
            "%(wish)s had a seat, but its district is paused or full: nothing more can be asked there now."
        )
        return text % _said(why, names)
    text = ngettext(
        "%(wish)s had a seat, but its district can bear %(of)d contact with residents this "
        "term. %(number)d are taken, and one team more would be too many.",
        "%(wish)s had a seat, but its district can bear %(of)d contacts with residents this "
        "term. %(number)d are taken, and one team more would be too many.",
        why.of,
    )
    return text % _said(why, names)


def _course(why: Why, _explanation: Explanation, names: Names) -> str:
    text = ngettext(
        "%(wish)s had a seat, but your course has a place for %(of)d team, and it is taken.",
        "%(wish)s had a seat, but your course has places for %(of)d teams, and they are taken.",
        why.of,
    )
    return text % _said(why, names)


def _full(why: Why, explanation: Explanation, names: Names) -> str:
    said = {**_said(why, names), "teams": _holders(why, explanation, names)}
    text = ngettext(
        "%(wish)s has %(of)d seat. It went to %(teams)s.",
        "%(wish)s has %(of)d seats. They went to %(teams)s.",
        why.of,
    )
    return " ".join([text % said, *_exchanged(why, explanation, names)])


def _supervisor(why: Why, explanation: Explanation, names: Names) -> str:
    said = {**_said(why, names), "teams": _holders(why, explanation, names)}
    text = ngettext(
        "%(wish)s has a supervisor with room for %(of)d team. That is %(teams)s.",
        "%(wish)s has a supervisor with room for %(of)d teams. Those are %(teams)s.",
        why.of,
    )
    return " ".join([text % said, *_exchanged(why, explanation, names)])


def _holders(why: Why, explanation: Explanation, names: Names) -> str:
    return listed([_BY[holder.by](holder, explanation, names) for holder in why.holders])


def _exchanged(why: Why, explanation: Explanation, names: Names) -> list[str]:
    """Say what one exchange would have done, where the policy looks at the whole."""
    if why.exchange is None:
        is_whole = any(holder.by == By.WHOLE for holder in why.holders)
        return [_("No exchange with one of them keeps all the rules.")] if is_whole else []
    return [_went(why.exchange, explanation, names), str(_VERDICT[why.exchange.verdict]())]


def _went(exchange: Exchange, explanation: Explanation, names: Names) -> str:
    said = {
        "team": names.team(exchange.team),
        "to": names.question(exchange.to),
        "rank": its_wish(exchange.to_rank),
    }
    if not exchange.to:
        return _("Had you come in the place of %(team)s, that team would have had none.") % said
    if exchange.to == explanation.question:
        return _("Had you changed places with %(team)s, it would have had yours: %(rank)s.") % said
    return _("Had you come in the place of %(team)s, it would have gone to %(to)s: %(rank)s.") % said


def _holder(text: Callable[[], str]) -> Callable[[Holder, Explanation, Names], str]:
    return lambda holder, explanation, names: (
        text()
        % {
            "team": names.team(holder.team),
            "rank": its_wish(holder.rank),
            "lot": holder.lot,
            "own": explanation.lot,
        }
    )


_BY: dict[By, Callable[[Holder, Explanation, Names], str]] = {
    By.HAND: _holder(lambda: _("%(team)s (placed by hand)")),
    By.PRIORITY: _holder(lambda: _("%(team)s (before you by priority)")),
    By.LOT: _holder(lambda: _("%(team)s (before you by lot %(lot)d; yours is %(own)d)")),
    By.EQUAL: _holder(lambda: _("%(team)s (equal to you, and lots do not count here)")),
    By.BEHIND: _holder(lambda: _("%(team)s (behind you, but another rule keeps you from that place)")),
    By.WHOLE: _holder(lambda: _("%(team)s (%(rank)s)")),
}
_VERDICT: dict[Verdict, Callable[[], str]] = {
    Verdict.SMALLER: lambda: _("A team fewer would have a place."),
    Verdict.WORSE: lambda: _("By the policy of this round the plan as a whole would have been worse."),
    Verdict.EQUAL: lambda: _("The plan would have been as good; between equally good plans lots decide."),
    Verdict.BETTER: lambda: _(
        "By the policy of this round the plan as a whole would have been better: tell the coordinator."
    ),
}
_SAY: dict[WhyKind, Callable[[Why, Explanation, Names], str]] = {
    WhyKind.HELD: _plain(lambda: _("%(wish)s is yours.")),
    WhyKind.BY_HAND: _plain(lambda: _("%(wish)s did not count: the coordinator placed you by hand.")),
    WhyKind.NOT_NEEDED: _plain(lambda: _("%(wish)s was not needed: you like your place as well or better.")),
    WhyKind.LEVEL: _plain(lambda: _("%(wish)s is not for teams of your level.")),
    WhyKind.LANGUAGE: _plain(lambda: _("%(wish)s is not in a language in which your team works.")),
    WhyKind.WINDOW: _plain(lambda: _("%(wish)s needs an answer before the day on which your course ends.")),
    WhyKind.EXCLUDED: _excluded,
    WhyKind.CLOSED: _closed,
    WhyKind.NEEDED: _needed,
    WhyKind.URGENT: _urgent,
    WhyKind.FULL: _full,
    WhyKind.SUPERVISOR: _supervisor,
    WhyKind.ASKER: _asker,
    WhyKind.DISTRICT: _district,
    WhyKind.COURSE: _course,
    WhyKind.UNEXPLAINED: _plain(
        lambda: _("%(wish)s is not yours, and no rule says why. Tell the coordinator.")
    ),
}
