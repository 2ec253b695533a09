# SPDX-License-Identifier: EUPL-1.2
"""One version of an agreement as a file: JSON-LD, Markdown or tables, out and in again; plain Python.

Words: a record is the whole of one version as plain data; its words stand per language. A fault is what makes
a record useless, said in one sentence. Reading what was written gives the same record.
"""
