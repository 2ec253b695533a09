# SPDX-License-Identifier: EUPL-1.2
"""Dutch and English: a record keeps one row of words per language.

Words: a record's texts, its text in a language; a missing one shows the other, marked as such.
"""
