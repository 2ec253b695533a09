# SPDX-License-Identifier: EUPL-1.2
"""Follow codes of messages with this installation's own secret."""

from kennisstad.contact import codes
from kennisstad.web.derived import DerivedCodes

CODES = DerivedCodes(codes.derive, codes.digest, codes.tidy)
new_code, code_of, digests = CODES.new, CODES.of, CODES.digests
