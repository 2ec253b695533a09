# SPDX-License-Identifier: EUPL-1.2
"""What came of the promises.

Words: a project serves a commitment, a result or a figure is evidence of it. Its state is derived from
these; somebody may assess it otherwise, and then both stand. The account tells of a period what was
promised, done and reached; once it is published its figures are frozen.
"""
