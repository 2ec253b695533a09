# SPDX-License-Identifier: EUPL-1.2
"""How matching learns: train a model on judgements, put it in use when it is no worse, and go back.

Every model is learned from the weights in the code, not from the one before: mistakes do not add up.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab.matching.calibration import (
    Comparison,
    calibration_error,
    compare,
    reliability,
)
from kennisstad.citylab.matching.learning import Decision, fit, split
from kennisstad.citylab.matching.score import PRIOR, Model
from kennisstad.citylab.models import Judgement, LearnedModel, LearnedStatus
from kennisstad.web.refusals import NotNow

FEWEST_DECISIONS = 30


def model_in_use() -> Model:
    """Give the model that orders candidates: the learned one, else the one in the code; one query."""
    learned = LearnedModel.objects.in_use().first()
    return learned.model if learned else PRIOR


def decisions() -> list[Decision]:
    """Give what was decided so far, oldest first; one query.

    Of a kind of candidate that was never taken up, such as groups that can only be put aside, nothing can
    be learned but that it should sink: it is left out.
    """
    judged = list(Judgement.objects.telling().in_order())
    taken_up = {one.kind for one in judged if one.took}
    return [Decision(one.features, one.took) for one in judged if one.kind in taken_up]


@transaction.atomic
def train(*, by: User | None, at: datetime) -> LearnedModel:
    """Learn a model from all judgements but the last fifth, on which it is compared with the one in use.

    Raises:
        NotNow: there are fewer than thirty decisions, or they all say the same.
    """
    learn, held_back = split(_enough(decisions()))
    found, old = fit(learn, PRIOR), model_in_use()
    newest: int | None = LearnedModel.objects.aggregate(newest=Max("version"))["newest"]
    learned = LearnedModel.objects.create(
        version=(newest or 0) + 1,
        weights=dict(found.weights),
        bias=found.bias,
        decisions=found.decisions,
        figures=_figures(old, found, held_back),
        trained_at=at,
    )
    _journal("model.trained", learned, by, at)
    return learned


@transaction.atomic
def put_in_use(learned: LearnedModel, *, by: User | None, at: datetime) -> None:
    """Let this model order the candidates from now on; the one before it can be gone back to.

    Raises:
        NotNow: it is in use already, or it foretells the latest decisions less well than the one in use.
    """
    others = _look_again(learned)
    if not learned.can_become(LearnedStatus.IN_USE):
        raise NotNow(_("This model is in use already. Nothing has changed."))
    if compared_now(learned).is_worse:
        raise NotNow(
            _("It foretells the latest decisions less well than the model in use. It stays out of use.")
        )
    for other in others:
        if other.is_in_use:
            _turn(other, LearnedStatus.RETIRED, used_at=other.used_at)
    _turn(learned, LearnedStatus.IN_USE, used_at=at)
    _journal("model.in-use", learned, by, at)


@transaction.atomic
def go_back(learned: LearnedModel, *, by: User | None, at: datetime) -> LearnedModel | None:
    """Take the model in use out of use, for the one before it; give that one, or nothing for the code's own.

    Raises:
        NotNow: this model is not in use any more.
    """
    _look_again(learned)
    if not learned.can_become(LearnedStatus.CANDIDATE):
        raise NotNow(_("This model is not in use. Nothing has changed."))
    _turn(learned, LearnedStatus.CANDIDATE, used_at=None)
    before = LearnedModel.objects.replaced_last().first()
    if before:
        _turn(before, LearnedStatus.IN_USE, used_at=before.used_at)
    _journal("model.gone-back-from", learned, by, at)
    return before


def compared_now(learned: LearnedModel) -> Comparison:
    """Compare a model with the one in use on the decisions that are held back by now.

    Raises:
        NotNow: too few decisions are left.
    """
    _learn, held_back = split(_enough(decisions()))
    return compare(model_in_use(), learned.model, held_back)


def _enough(some: Sequence[Decision]) -> Sequence[Decision]:
    if (count := len(some)) < FEWEST_DECISIONS:
        said = ngettext(
            "There is %(count)d decision to learn from. Learning needs at least %(needed)d.",
            "There are %(count)d decisions to learn from. Learning needs at least %(needed)d.",
            count,
        )
        raise NotNow(said % {"count": count, "needed": FEWEST_DECISIONS})
    if len({one.took for one in split(some)[0]}) < 2:
        raise NotNow(_("All decisions say the same. Learning needs both: taken up, and not."))
    return some


def _figures(old: Model, new: Model, held_back: Sequence[Decision]) -> dict[str, object]:
    """Give what is kept of a comparison, in plain data."""
    table = reliability(new, held_back)
    return {
        "against": old.version,
        **asdict(compare(old, new, held_back)),
        "reliability": [asdict(one) for one in table],
        "calibration_error": calibration_error(table),
    }


def _look_again(learned: LearnedModel) -> list[LearnedModel]:
    """Hold all models until we are done, this one as it is by now; give the others."""
    held = {one.pk: one for one in LearnedModel.objects.order_by("pk").select_for_update()}
    learned.status, learned.used_at = held[learned.pk].status, held[learned.pk].used_at
    return [one for pk, one in held.items() if pk != learned.pk]


def _turn(learned: LearnedModel, status: LearnedStatus, *, used_at: datetime | None) -> None:
    learned.status, learned.used_at = status, used_at
    learned.save(update_fields=["status", "used_at"])


def _journal(kind: str, learned: LearnedModel, by: User | None, at: datetime) -> None:
    record(kind, subject=learned, by_id=by.pk if by else None, at=at, version=learned.version)
