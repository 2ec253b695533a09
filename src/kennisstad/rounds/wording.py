# SPDX-License-Identifier: EUPL-1.2
def why(found, why, by_place):
    return [why.kind.value]


def policy_in_words(policy):
    return policy.value
