# SPDX-License-Identifier: EUPL-1.2
"""Is this nearly the same text? A letter sent twice, with a word changed or a greeting added.

A text is the set of all runs of three words in it. Two texts resemble each other as far as their sets are
the same, and one is contained in the other as far as its runs are found there: w-shingling, Broder 1997,
doi:10.1109/SEQUEN.1997.666900. The sets are compared as they are: texts here are short, and few at a time.
"""

from kennisstad.retrieval.words import plain, words

RUN = 3
"""Words of a run: word order counts, and no three words stand side by side by chance."""
_NEARLY = 0.5
"""One changed word touches three runs: a text of 24 words with two changes far apart is nearly the same."""
_WHOLLY = 0.8
_ENOUGH_RUNS = 10
"""A shorter text may stand in a longer one by chance: "Who can help us with this?"."""

Runs = frozenset[tuple[str, ...]]


def runs(text: str) -> Runs:
    """Give all runs of three words, in plain form; of a shorter text the one run that it is.

    Cost: linear in the length of the text.
    """
    said = [bare for word in words(text) if (bare := plain(word))]
    if not said:
        return frozenset()
    return frozenset(tuple(said[n : n + RUN]) for n in range(max(len(said) - RUN, 0) + 1))


def resemblance(left: Runs, right: Runs) -> float:
    """Give the share of all runs that both have; 0 to 1, and 0 when neither says anything."""
    return len(left & right) / len(left | right) if left or right else 0.0


def containment(inner: Runs, outer: Runs) -> float:
    """Give the share of the first one's runs that the second has; 0 to 1."""
    return len(inner & outer) / len(inner) if inner else 0.0


def are_nearly_the_same(left: Runs, right: Runs) -> bool:
    """Say whether one is a copy of the other, with small changes or with something added."""
    inner, outer = sorted((left, right), key=len)
    if len(inner) >= _ENOUGH_RUNS and containment(inner, outer) >= _WHOLLY:
        return True
    return resemblance(left, right) >= _NEARLY
