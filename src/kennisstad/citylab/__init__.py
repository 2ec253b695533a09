# SPDX-License-Identifier: EUPL-1.2
"""The city lab: residents ask, courses take questions up, student teams answer them.

Words: a question is sent in, opened, proposed to a course, placed, given back; was it used?
"""
