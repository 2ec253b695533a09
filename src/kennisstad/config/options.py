# SPDX-License-Identifier: EUPL-1.2
"""What may follow the word of a command."""

from argparse import ArgumentParser
from typing import NoReturn

from kennisstad.config.refusals import Refusal


class Parser(ArgumentParser):
    """Refuses in one sentence, without the usage."""

    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{self.prog}: {message} (`{self.prog} --help` says what it takes).")
