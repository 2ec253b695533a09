# SPDX-License-Identifier: EUPL-1.2
"""Lists that leave the site as CSV: what somebody wrote must not become a formula in a spreadsheet."""

import csv
import re
from io import StringIO

# A spreadsheet set to Dutch also splits at semicolons, and then no quote of ours holds a cell together.
BEGINS_A_FORMULA = re.compile(r'(^|[;\t\r\n])(?="*[=+\-@\uff1d\uff0b\uff0d\uff20])')


def without_formulas(text: str) -> str:
    """Put an apostrophe before each cell of this CSV that a spreadsheet would run instead of show.

    Source: https://owasp.org/www-community/attacks/CSV_Injection
    """
    safe = StringIO(newline="")
    rows = csv.reader(StringIO(text, newline=""))
    csv.writer(safe).writerows([BEGINS_A_FORMULA.sub(r"\1'", cell) for cell in row] for row in rows)
    return safe.getvalue()
