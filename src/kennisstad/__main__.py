# SPDX-License-Identifier: EUPL-1.2
"""The `kennisstad` command."""

import sys

from kennisstad.config import commands


def main() -> int:
    return commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
