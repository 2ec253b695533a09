# SPDX-License-Identifier: EUPL-1.2
"""Plain Python: read who publishes what, from OpenAlex (lines, saved pages or its API) or an ORCID record.

Words: a source gives batches of entries, an entry says where it stood; it becomes a found author or a found
work, or is unfit for a stated reason. A work names its authors with the institutions they wrote it for.
"""
