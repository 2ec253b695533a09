# SPDX-License-Identifier: EUPL-1.2
"""Follow codes of questions with this installation's own secret."""

from kennisstad.citylab import codes
from kennisstad.web.derived import DerivedCodes

CODES = DerivedCodes(codes.derive, codes.digest, codes.tidy)
new_code, code_of, digests = CODES.new, CODES.of, CODES.digests
