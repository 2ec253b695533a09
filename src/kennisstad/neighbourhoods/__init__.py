# SPDX-License-Identifier: EUPL-1.2
"""Where things are: the city, its districts and neighbourhoods, their outlines, and postcodes.

Words: a district (wijk) has neighbourhoods (buurten), both are areas; an outline is what an area looked
like in one year; a postcode, by its four digits, lies in one district or in several.
"""
