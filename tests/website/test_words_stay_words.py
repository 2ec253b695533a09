# SPDX-License-Identifier: EUPL-1.2
"""What people wrote is shown as they wrote it, and never becomes part of the page."""

from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.translation import override

from kennisstad.agreement.models import Agreement, Fact, FactText
from kennisstad.partners.models import Expert, ExpertText, Partner
from kennisstad.projects.models import Project
from kennisstad.website.models import HomePage, TextPage
from tests.agreement.making import make_commitment, make_figure
from tests.making import MONDAY, make_course, make_partner, make_question
from tests.neighbourhoods.making import make_city, make_district
from tests.progress.making import assess, serve, show
from tests.website.making import make_agreement, make_road, make_theme, read
from tests.website.test_every_page import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "<a href=javascript:alert(1)>x</a>",
    "-->\u2028<!--<b>",
]
OURS = {"citylab", "projects", "agreement", "education", "partners", "neighbourhoods", "progress"}
NOT_WORDS = {
    "stopped_because",
    "code_digest",
    "external_id",
    "digest",
    "code",
    "slug",
    "key",
    "topic",
    "language",
    "content",
}


def make_everything() -> None:
    make_city(phone="14 071", address="Straat", email="a@example.org")
    district, carrier = make_district(8), make_partner("carrier")
    agreement = make_agreement("2023", carrier)
    road = make_road(1, district=district, carrier=carrier, theme=make_theme(agreement))
    make_promise(agreement, carrier)
    make_question(show_words=True, districts=[district])
    road.result.texts.update(asked="x", advice="x")
    course = make_course(carrier)
    expert = Expert.objects.create(key="group", partner=carrier, kind="group")
    ExpertText.objects.create(expert=expert, language="en", name="x", about="x")
    Project.objects.filter(pk=road.pk).update(course=course)
    stopped = make_road(2, district=district, carrier=carrier)
    Project.objects.filter(pk=stopped.pk).update(
        status="stopped", stopped_because="x", stopped_language="en", ended_on=stopped.starts_on
    )


def make_promise(agreement: Agreement, owner: Partner) -> None:
    """Make a commitment with all that its page shows, and one that carries it on."""
    facts = {"target": Decimal(20), "unit": "x", "baseline": Decimal(1), "baseline_on": agreement.starts_on}
    commitment = make_commitment(agreement, key="kept", owners=[owner], source="x", **facts)
    commitment.texts.update(indicator="x", definition="x")
    serve(commitment), show(commitment), assess(commitment)
    make_figure(commitment, withdrawn_at=MONDAY).texts.update(why_withdrawn="x")
    Fact.objects.update(on=agreement.starts_on)
    FactText.objects.update(why="x")
    later = make_agreement("2028", starts=2028, ends=2030)
    make_commitment(later, carries_on=commitment)


def fill_every_field_with(payload: str) -> None:
    """Put the same words into each column of words that no rule narrows to a list or a form."""
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            names = [field.name for field in model._meta.fields if holds_words(field)]
            model._default_manager.update(**{name: value_for(model, name, payload) for name in names})
    Project.objects.filter(status="stopped").update(stopped_because=payload)
    HomePage.objects.update(title=payload, intro=payload, search_description=payload, seo_title=payload)
    TextPage.objects.update(title=payload, lead=payload, search_description=payload, seo_title=payload)


def holds_words(field: Any) -> bool:
    return (
        isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.FileField | models.URLField | models.SlugField)
        and not field.choices
        and field.name not in NOT_WORDS
        and not field.unique
    )


def value_for(model: type[models.Model], name: str, payload: str) -> str:
    field: Any = model._meta.get_field(name)
    return payload[: field.max_length] if field.max_length else payload


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_words_become_elements_or_attributes(client, payload):
    make_everything()
    # Two versions with the same words: what differs between them is marked up on purpose.
    fill_every_field_with("plain")
    expected = shape_of(client)
    fill_every_field_with(payload)

    assert shape_of(client) == expected


def shape_of(client: Any) -> dict[str, Any]:
    """Give the elements and attribute names of each page, without what words can change on purpose."""
    named = addresses("en") | {one: one for one in ("/en/contact/", "/en/about/")}
    with override("en"):
        for name, keys in (("agreement", []), ("commitment", ["kept"]), ("timeline", []), ("themes", [])):
            named[name] = reverse(f"progress:{name}", args=keys)
        named["changes"] = reverse("progress:changes", args=["2023", "2028"])
    named["stopped"] = f"/en/projects/{Project.objects.latest('pk').pk}/"
    return {name: elements(client.get(address)) for name, address in named.items()}


def elements(answer: Any) -> list[tuple[str, tuple[str, ...]]]:
    assert answer.status_code == 200
    return [
        (one.tag, tuple(sorted(one.attributes)))
        for one in read(answer).all()
        # A line break in an address, or a word that may be broken, is made from words on purpose.
        if one.tag not in ("br", "tspan")
    ]
