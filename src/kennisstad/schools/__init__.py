# SPDX-License-Identifier: EUPL-1.2
"""Offers to schools, from voorschool to wo: found by class, subject, place and day, and booked by a teacher.

Words: an offer is what a partner does with a class; a moment is when; a booking takes seats of a moment, or
waits for them.
"""
