# SPDX-License-Identifier: EUPL-1.2
"""Rounds in sentences, in the reader's language: reasons to a team, faults and clashes to a coordinator.

Names are handed in; whoever may not read a name hands in another one.
"""

from kennisstad.rounds.wording.changes import changed_in_words
from kennisstad.rounds.wording.faults import (
    change_in_words,
    effect_in_words,
    fault_in_words,
    weight_in_words,
)
from kennisstad.rounds.wording.names import Names
from kennisstad.rounds.wording.policies import FIRST_COME, POLICIES, Words
from kennisstad.rounds.wording.proof import UNDECIDED, proof_in_words
from kennisstad.rounds.wording.reasons import explanation_in_words, why_in_words
from kennisstad.rounds.wording.rules import clash_in_words, rule_in_words
from kennisstad.rounds.wording.wrongs import wrong_in_words

__all__ = [
    "FIRST_COME",
    "POLICIES",
    "UNDECIDED",
    "Names",
    "Words",
    "change_in_words",
    "changed_in_words",
    "clash_in_words",
    "effect_in_words",
    "explanation_in_words",
    "fault_in_words",
    "proof_in_words",
    "rule_in_words",
    "weight_in_words",
    "why_in_words",
    "wrong_in_words",
]
