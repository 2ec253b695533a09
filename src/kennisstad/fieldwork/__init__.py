# SPDX-License-Identifier: EUPL-1.2
"""What studies ask of residents: visits, interviews, surveys and doors, over all institutions.

Words: a project plans fieldwork in a neighbourhood and term; each has a threshold and a rest period; a
neighbourhood director or residents' panel can pause one for a while, in public.
"""
