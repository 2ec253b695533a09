# SPDX-License-Identifier: EUPL-1.2
"""Who works on which question: plain Python, from an instance to a plan, its faults and its reasons.

Words follow the literature on student-project allocation: a team stands for its student, a question for its
project, a supervisor for its lecturer.
"""
