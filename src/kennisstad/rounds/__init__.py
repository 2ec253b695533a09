# SPDX-License-Identifier: EUPL-1.2
"""Allocation rounds: teams rank questions, one published policy decides, every team reads why.

Words: a round opens, collects wishes, closes, is computed, reviewed, published; a team appeals, and it is
computed anew; at last it is settled, and what cannot go on is left out. A plan says which team works on
which question; a policy says which plan is wanted.
"""
