# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad backup FILE`: everything in one file, while the site runs."""

from collections.abc import Sequence
from pathlib import Path

from kennisstad.config.commands import HOUSE, need_home, set_up
from kennisstad.config.options import Parser


def main(arguments: Sequence[str]) -> int:
    options = parser().parse_args([*arguments])
    need_home()
    set_up()
    from django.utils import timezone

    from kennisstad.config import env, safe

    safe.pack(options.file, at=timezone.now())
    print(f"{options.file} holds everything, the secret key too: keep it where nobody else can read it.")
    if not (env.HOME / safe.KEY).exists():
        print("The secret key came from KENNISSTAD_SECRET_KEY and is not in the file: keep it as well.")
    return 0


def parser() -> Parser:
    command = HOUSE["backup"]
    made = Parser("kennisstad backup", description=command.help, epilog=f"Example: {command.example}")
    made.add_argument("file", type=Path, help="a new file, such as /backup/monday.tar.gz")
    return made
