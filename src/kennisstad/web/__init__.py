# SPDX-License-Identifier: EUPL-1.2
"""Answering: what every HTTP answer shares: the base template, components, tokens, headers.

Words: a page, a part of a page, a public form (no account, no cookie), an allowance (how often).
"""
