# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad restore FILE`: back to what a backup holds."""

from collections.abc import Sequence
from pathlib import Path

from kennisstad.config import machine
from kennisstad.config.commands import HOUSE, set_up
from kennisstad.config.options import Parser


def main(arguments: Sequence[str]) -> int:
    options = parser().parse_args([*arguments])
    from kennisstad.config import env

    machine.check_folder(env.HOME)
    with machine.hold_folder(env.HOME):
        set_up()
        from kennisstad.config import safe

        made_at = safe.unpack(options.file, replace=options.replace)
    print(f"Everything is as it was at {made_at}. Start: kennisstad run")
    return 0


def parser() -> Parser:
    command = HOUSE["restore"]
    made = Parser("kennisstad restore", description=command.help, epilog=f"Example: {command.example}")
    made.add_argument("file", type=Path, help="a file that `kennisstad backup` wrote")
    made.add_argument("--replace", action="store_true", help="lose what is there now")
    return made
