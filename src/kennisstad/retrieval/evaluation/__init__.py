# SPDX-License-Identifier: EUPL-1.2
"""How well do we find? Measured on anyone's collection of documents, queries and judgements.

Words: a collection is a folder in BEIR's layout; a judgement is the grade of a document (or person) for a
query; a system turns a query into a ranking; a measure turns a ranking and its judgements into a figure.
"""
