# SPDX-License-Identifier: EUPL-1.2
"""An editor's record and its line in the journal are kept together, or not at all."""

from typing import Any

import pytest
from django.forms import modelform_factory
from django.test import RequestFactory

from kennisstad.audit.models import Event
from kennisstad.cms import records
from kennisstad.cms.records import JournalledCreate, JournalledDelete, JournalledEdit
from kennisstad.neighbourhoods.models import Area
from tests.making import make_district, make_user

pytestmark = pytest.mark.django_db
# Any model does: the views know of a record only what their form saves.
AreaForm = modelform_factory(Area, fields=["kind", "code", "name", "slug"])
NEW = {"kind": "district", "code": "WK000001", "name": "New", "slug": "new"}


class Silent:
    """What comes after keeping is Wagtail's own and has its own tests."""

    action = ""
    sort_order_field = None
    draftstate_enabled = revision_enabled = workflow_enabled = False

    def save_action(self) -> None:
        return None

    def run_after_hook(self) -> str:
        return "done"


class Create(Silent, JournalledCreate):
    pass


class Edit(Silent, JournalledEdit):
    pass


def given(view: Any, user: Any, **attributes: Any) -> Any:
    view.request = RequestFactory().post("/")
    view.request.user = user
    for name, value in attributes.items():
        setattr(view, name, value)
    return view


def lines() -> list[Any]:
    return list(Event.objects.order_by("pk").values_list("kind", "subject", "actor"))


def break_the_journal(monkeypatch: Any) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError("The journal is full.")

    monkeypatch.setattr(records, "record", fail)


def test_each_change_is_in_the_journal_with_who_did_it():
    user = make_user()

    given(Create(), user).form_valid(AreaForm(NEW))
    area = Area.objects.get(slug="new")
    given(Edit(), user).form_valid(AreaForm(NEW | {"name": "Newer"}, instance=area))
    key = area.pk
    given(JournalledDelete(), user, object=area).delete_action()

    assert lines() == [(f"area.{kind}", f"area:{key}", user.pk) for kind in ("made", "changed", "removed")]
    assert not Area.objects.exists()


def test_a_record_is_not_made_when_the_journal_fails(monkeypatch):
    break_the_journal(monkeypatch)

    with pytest.raises(OSError, match="full"):
        given(Create(), make_user()).form_valid(AreaForm(NEW))

    assert not Area.objects.exists()


def test_a_record_is_not_changed_when_the_journal_fails(monkeypatch):
    area = make_district("Old")
    break_the_journal(monkeypatch)

    with pytest.raises(OSError, match="full"):
        given(Edit(), make_user()).form_valid(AreaForm(NEW, instance=Area.objects.get()))

    area.refresh_from_db()
    assert area.name == "Old"


def test_a_record_is_not_removed_when_the_journal_fails(monkeypatch):
    area = make_district("Old")
    break_the_journal(monkeypatch)

    with pytest.raises(OSError, match="full"):
        given(JournalledDelete(), make_user(), object=area).delete_action()

    assert Area.objects.filter(pk=area.pk).exists()


def test_nothing_is_removed_without_its_line(monkeypatch):
    area = make_district("Old")
    monkeypatch.setattr(Area, "delete", lambda self: (_ for _ in ()).throw(OSError("Locked.")))

    with pytest.raises(OSError, match="Locked"):
        given(JournalledDelete(), make_user(), object=area).delete_action()

    assert lines() == []
