# SPDX-License-Identifier: EUPL-1.2
"""The peers of `bench.serving`: a new Django project's view, and a new Wagtail site with 500 articles."""
