# SPDX-License-Identifier: EUPL-1.2
from kennisstad.schools.actions.booking import (
    Full,
    Teacher,
    book,
    cancel,
    cancel_for_teacher,
    let_through,
    throw_away,
)
from kennisstad.schools.actions.keeping import (
    Plan,
    add_moment,
    call_off,
    change,
    make,
    publish,
    withdraw,
)
from kennisstad.schools.actions.looking_after import keep_up

__all__ = [
    "Full",
    "Plan",
    "Teacher",
    "add_moment",
    "book",
    "call_off",
    "cancel",
    "cancel_for_teacher",
    "change",
    "keep_up",
    "let_through",
    "make",
    "publish",
    "throw_away",
    "withdraw",
]
