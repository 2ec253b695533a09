# SPDX-License-Identifier: EUPL-1.2
"""Codes of bookings with this installation's own secret."""

from kennisstad.schools import codes
from kennisstad.web.derived import DerivedCodes

CODES = DerivedCodes(codes.derive, codes.digest)
new_code, code_of, digests = CODES.new, CODES.of, CODES.digests
