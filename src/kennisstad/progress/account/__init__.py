# SPDX-License-Identifier: EUPL-1.2
"""The account of a period as plain data: its shape, its totals, its file, and its tables.

Every record stands in it once, with the keys of its themes; an empty key is a record without a theme of
this version. Totals are counted from these rows and nothing else, so that anybody can count again.
"""
