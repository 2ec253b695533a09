# SPDX-License-Identifier: EUPL-1.2
"""What is on file and what came by: is a record new, changed, unchanged, or twice in one source?"""

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class OnFile:
    """What we keep of one record: a digest of its content, and whether it is withdrawn."""

    digest: str
    withdrawn: bool = False


@dataclass
class Ledger:
    """One kind of record, through one run.

    Args:
        on_file: what was there before, by id; kept up to date as records come by.
        seen: the ids that came by in this run, each with the digest it had.
        spared: ids that came by in an unfit item: they are not taken over, and have not vanished either.
    """

    on_file: dict[str, OnFile] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    spared: set[str] = field(default_factory=set)

    def knows(self, id_: str) -> bool:
        """Say whether a record with this id is on file, or came by."""
        return id_ in self.on_file

    def judge(self, id_: str, digest: str, *, stands: bool = True) -> Verdict | None:
        """Compare a record with what is on file, and write it in.

        Returns nothing when the same record came by before in this run: once is enough.
        A second one with other content is unfit; the first stays.
        """
        if (earlier := self.seen.get(id_)) is not None:
            return None if earlier == digest else Verdict.UNFIT
        before, now = self.on_file.get(id_), OnFile(digest, withdrawn=not stands)
        self.seen[id_] = digest
        self.on_file[id_] = now
        if before is None:
            return Verdict.NEW
        return Verdict.UNCHANGED if before == now else Verdict.CHANGED

    def vanished(self) -> list[str]:
        """Give the ids that are on file, not withdrawn, and did not come by; in order."""
        return sorted(
            id_
            for id_, kept in self.on_file.items()
            if not kept.withdrawn and id_ not in self.seen and id_ not in self.spared
        )
