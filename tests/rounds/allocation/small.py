# SPDX-License-Identifier: EUPL-1.2
"""Small instances with every rule, and all their plans, counted in the plainest way there is."""

import hashlib
from collections.abc import Iterator
from datetime import date
from itertools import product

from hypothesis import strategies as st

from kennisstad.rounds.allocation.instance import (
    Cap,
    CapKind,
    Course,
    Exclusion,
    Instance,
    Policy,
    Question,
    Supervisor,
    Team,
    Ties,
)
from kennisstad.rounds.allocation.solution import LimitKind, Rule

LEVELS, LANGUAGES, DISTRICTS = ("hbo", "wo"), ("nl", "en"), ("d1", "d2")
MARCH, JULY = date(2027, 3, 1), date(2027, 7, 1)


def some(values, **sizes):
    """A few of the values, in any order."""
    return st.lists(st.sampled_from(values), unique=True, **sizes).map(tuple)


@st.composite
def tiers(draw, ids):
    """Some of the ids, from most to least wanted, now and then two alike."""
    whole = draw(st.permutations(ids))
    chosen = whole[: draw(st.sampled_from([len(ids), len(ids), (len(ids) + 1) // 2, 0]))]
    cuts = draw(st.lists(st.booleans(), min_size=len(chosen), max_size=len(chosen)))
    found = []
    for one, is_alike in zip(chosen, cuts, strict=True):
        if is_alike and found:
            found[-1] = (*found[-1], one)
        else:
            found.append((one,))
    return tuple(found)


@st.composite
def instances(draw, *, teams=4, questions=3, is_pure=False):
    """Instances with every rule; pure ones have seats of questions, supervisors and courses alone."""
    team_ids = [f"t{n}" for n in range(1, draw(st.sampled_from([*range(teams, 0, -1), teams])) + 1)]
    question_ids = [
        f"q{n}" for n in range(1, draw(st.sampled_from([*range(questions, 0, -1), questions])) + 1)
    ]

    def drawn(strategy, bare):
        return bare if is_pure else draw(strategy)

    def team(one):
        return Team(
            id=one,
            wishes=draw(tiers(question_ids)),
            course=draw(st.sampled_from(["", "c1", "c2"])),
            level=drawn(st.sampled_from(["", "", *LEVELS]), ""),
            languages=drawn(some(LANGUAGES), ()),
            fixed=drawn(st.sampled_from([*[None] * 20, *question_ids]), None),
        )

    def question(one):
        lower = drawn(st.integers(0, 2), 0)
        return Question(
            id=one,
            lower=lower,
            upper=draw(st.integers(max(lower, 1), 3)),
            supervisor=draw(st.sampled_from(["", "s1", "s2"])),
            levels=drawn(st.sampled_from([(), (), (), LEVELS, ("wo",)]), ()),
            languages=drawn(st.sampled_from([(), (), (), ("nl",)]), ()),
            needed_by=drawn(st.sampled_from([None, None, None, MARCH, JULY]), None),
            asker=drawn(st.sampled_from(["", "a1", "a1"]), ""),
            districts=drawn(st.sampled_from([(), ("d1",), DISTRICTS]), ()),
            load=drawn(st.sampled_from([1, 2, 3, 0]), 0),
            weight=draw(st.integers(0, 2)),
        )

    def supervisor(one):
        lower = drawn(st.sampled_from([*[0] * 7, 1]), 0)
        upper = draw(st.sampled_from([None, 1, 2, 3]))
        return Supervisor(id=one, lower=lower, upper=upper, priority=draw(tiers(team_ids)))

    courses = (
        Course(id="c1", upper=draw(st.sampled_from([None, 1, 2]))),
        Course(id="c2", ends_on=drawn(st.just(date(2027, 6, 1)), None)),
    )
    pairs = [(a, b) for a in team_ids for b in question_ids]
    # Tight enough to bind in most instances, or no test would miss a cap that is forgotten.
    caps = (
        Cap(kind=CapKind.ASKER, id="a1", upper=draw(st.integers(0, 2))),
        Cap(kind=CapKind.DISTRICT, id="d1", upper=draw(st.integers(0, 4))),
    )
    return Instance(
        teams=tuple(team(one) for one in team_ids),
        questions=tuple(question(one) for one in question_ids),
        supervisors=(supervisor("s1"), supervisor("s2")),
        courses=courses,
        caps=drawn(st.sampled_from([caps, caps[:1], caps[1:], ()]), ()),
        exclusions=tuple(
            Exclusion(team=a, question=b, reason="too near.") for a, b in drawn(some(pairs, max_size=2), ())
        ),
        closures=draw(st.sampled_from([True, True, False])),
        ties=draw(st.sampled_from(Ties)),
    )


def plans(instance) -> Iterator[dict[str, str]]:
    """Every way to put teams on questions, also the impossible ones."""
    places = [None, *(question.id for question in instance.questions)]
    for chosen in product(places, repeat=len(instance.teams)):
        pairs = zip(instance.teams, chosen, strict=True)
        yield {team.id: question for team, question in pairs if question is not None}


@st.composite
def planned(draw, **sizes):
    """An instance and a plan, mostly of wishes, not to be trusted."""
    instance = draw(instances(**sizes))
    everywhere = [question.id for question in instance.questions]
    plan = {}
    for team in instance.teams:
        wished = [one for tier in team.wishes for one in tier]
        place = draw(st.sampled_from([None, *wished, *wished, *wished, *everywhere]))
        if team.fixed is not None and draw(st.integers(0, 9)):
            place = team.fixed
        if place is not None:
            plan[team.id] = place
    return instance, plan


def rank_of(team, question):
    """The rank of a wish, from 1; nothing for what is no wish."""
    return next((rank for rank, tier in enumerate(team.wishes, 1) if question in tier), None)


def breaks(plan, instance) -> list[Rule]:
    """The rules that a plan breaks, counted anew."""
    teams = {one.id: one for one in instance.teams}
    questions = {one.id: one for one in instance.questions}
    pairs = [(teams[team], questions[question]) for team, question in plan.items()]
    broken = [Rule(kind, t.id, q.id) for t, q in pairs for kind in barred(t, q, instance)]
    broken += [
        Rule(LimitKind.FIXED, t.id, t.fixed) for t in instance.teams if plan.get(t.id) != t.fixed and t.fixed
    ]
    for question in instance.questions:
        count = sum(q.id == question.id for _, q in pairs)
        may_be_less = instance.closures and count == 0
        broken += [Rule(LimitKind.QUESTION_UPPER, question.id)] * (count > question.upper)
        broken += [Rule(LimitKind.QUESTION_LOWER, question.id)] * (count < question.lower and not may_be_less)
    for supervisor in instance.supervisors:
        count = sum(q.supervisor == supervisor.id for _, q in pairs)
        is_over = supervisor.upper is not None and count > supervisor.upper
        broken += [Rule(LimitKind.SUPERVISOR_UPPER, supervisor.id)] * is_over
        broken += [Rule(LimitKind.SUPERVISOR_LOWER, supervisor.id)] * (count < supervisor.lower)
    for course in instance.courses:
        count = sum(t.course == course.id for t, _ in pairs)
        broken += [Rule(LimitKind.COURSE, course.id)] * (course.upper is not None and count > course.upper)
    for cap in instance.caps:
        if cap.kind == CapKind.ASKER:
            count, kind = sum(q.asker == cap.id for _, q in pairs), LimitKind.ASKER
        else:
            count, kind = sum(q.load for _, q in pairs if cap.id in q.districts), LimitKind.DISTRICT
        broken += [Rule(kind, cap.id)] * (count > cap.upper)
    return sorted(broken)


def barred(team, question, instance) -> list[LimitKind]:
    """Why a team can never work on a question."""
    ends_on = next((one.ends_on for one in instance.courses if one.id == team.course), None)
    speaks = not team.languages or not question.languages or set(team.languages) & set(question.languages)
    facts = {
        LimitKind.ACCEPTABLE: rank_of(team, question.id) is None and team.fixed != question.id,
        LimitKind.LEVEL: team.level and question.levels and team.level not in question.levels,
        LimitKind.LANGUAGE: not speaks,
        LimitKind.WINDOW: ends_on and question.needed_by and ends_on > question.needed_by,
        LimitKind.EXCLUDED: any(
            (one.team, one.question) == (team.id, question.id) for one in instance.exclusions
        ),
    }
    return [kind for kind, is_so in facts.items() if is_so]


def ranks(plan, instance):
    """The rank of each placed team; none for a team placed by hand outside its wishes."""
    teams = {team.id: team for team in instance.teams}
    return [rank for team, question in plan.items() if (rank := rank_of(teams[team], question))]


def counts(plan, instance):
    longest = max((len(team.wishes) for team in instance.teams), default=0)
    return [ranks(plan, instance).count(rank) for rank in range(1, longest + 1)]


def how_good(plan, instance, policy):
    """What a policy wants, as something that is larger when it is better."""
    profile = counts(plan, instance)
    generous = [-count for count in reversed(profile)]
    weights = {question.id: question.weight for question in instance.questions}
    aims = {
        Policy.GREEDY: profile,
        Policy.GENEROUS: generous,
        Policy.CHEAPEST: [-sum(ranks(plan, instance))],
        Policy.URGENT: [sum(weights[question] for question in plan.values()), *generous],
    }
    return [len(plan), *aims[policy]]


def after(plan, moves):
    changed = {**plan, **dict(moves)}
    return {team: question for team, question in changed.items() if question}


def place(team, question, instance, seed):
    """How a team stands at a question, found in the plainest way."""
    supervisor = next((one for one in instance.supervisors if one.id == question.supervisor), None)
    tiers = supervisor.priority if supervisor else ()
    tier = next((place for place, tier in enumerate(tiers) if team in tier), len(tiers))
    digest = hashlib.sha256(f"{seed}:{team}".encode()).hexdigest()
    return (tier, digest) if instance.ties == Ties.LOTS else (tier,)
