# SPDX-License-Identifier: EUPL-1.2
"""The component book: each part of which pages are made, with an example drawn by the page's own template."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kennisstad.neighbourhoods.queries import Drawing, Map, Place
from kennisstad.web.forms import AddressField, WordsField
from kennisstad.web.road import road
from kennisstad.website.labels import Choices, Label

DAY = date(2026, 4, 13)
SQUARES = (
    "M10 10 480 10 480 320 10 320Z",
    "M520 10 990 10 990 320 520 320Z",
    "M10 350 990 350 990 640 10 640Z",
)


@dataclass(frozen=True)
class Component:
    """One part, and when to use it."""

    key: str
    name: str | Promise
    use: str | Promise
    tokens: list[str] = field(default_factory=list)

    @property
    def template(self) -> str:
        return f"website/components/{self.key}.html"


COMPONENTS = (
    Component(
        "links",
        _("Links"),
        _("To go to another page. The words say where they lead; never only “read more”."),
        ["--utrecht-link-color", "--utrecht-link-hover-color"],
    ),
    Component(
        "buttons",
        _("Buttons"),
        _("To do something. The words are a verb. One button on a page is the first; the others are second."),
        [
            "--utrecht-button-primary-action-background-color",
            "--utrecht-button-primary-action-color",
            "--utrecht-button-secondary-action-border-color",
            "--utrecht-button-min-block-size",
        ],
    ),
    Component(
        "focus",
        _("Focus"),
        _("Whoever uses the keyboard sees where they are, on every ground. Go through this page with Tab."),
        [
            "--utrecht-focus-outline-color",
            "--utrecht-focus-outline-width",
            "--utrecht-focus-inverse-outline-color",
        ],
    ),
    Component(
        "fields",
        _("Fields"),
        _("A label above, then a hint, then what is wrong, then the field. Only what we need is asked."),
        [
            "--utrecht-form-control-border-color",
            "--utrecht-form-control-background-color",
            "--utrecht-form-control-invalid-border-color",
        ],
    ),
    Component(
        "errors",
        _("What is wrong"),
        _("On top of a form that was not sent. It says what is wrong, and that nothing is lost."),
        ["--utrecht-form-control-invalid-border-color"],
    ),
    Component(
        "filters",
        _("Filters"),
        _("To make a list shorter. They stand in the address, so that a choice can be shared."),
        ["--utrecht-form-control-border-color"],
    ),
    Component(
        "marks",
        _("Themes and states"),
        _("A word, a shape and a colour, so that nobody needs the colour."),
        ["--canal", "--moss", "--heather", "--ochre"],
    ),
    Component(
        "road",
        _("The road"),
        _("Beside every question, project and result: where it is now, and what comes next."),
        ["--canal", "--line"],
    ),
    Component(
        "lists",
        _("Lists"),
        _("Entries with a title, a few facts and the road in one line. An empty list says so in a sentence."),
        ["--utrecht-table-row-border-color", "--hairline"],
    ),
    Component(
        "sentences",
        _("Numbers in sentences"),
        _("A number stands in a sentence that says what it counts. It is never a tile of its own."),
        ["--utrecht-heading-font-family"],
    ),
    Component(
        "quotes",
        _("Somebody's own words"),
        _("A question as it was asked. It is the largest thing on its page."),
        ["--size-quote", "--canal"],
    ),
    Component(
        "language",
        _("Words in another language"),
        _(
            "Where a translation is missing, the other language stands there "
            "and is marked for screen readers."
        ),
    ),
    Component(
        "tables",
        _("Tables"),
        _("For figures. On a phone each row becomes a small list."),
        ["--utrecht-table-header-color", "--utrecht-table-row-border-color"],
    ),
    Component(
        "charts",
        _("Charts"),
        _(
            "Horizontal bars with their values written beside them. "
            "The same figures stand in a table or a sentence."
        ),
        ["--canal", "--soft-ink"],
    ),
    Component(
        "map",
        _("Map and outline"),
        _("Each district is a link. Beneath it the same stands as a list."),
        ["--canal", "--card"],
    ),
    Component(
        "notices",
        _("Notices"),
        _("For what a reader must not miss on this page: at most one or two."),
        ["--marker", "--card"],
    ),
    Component(
        "pages",
        _("Paging"),
        _("When a list is longer than a page."),
        ["--target"],
    ),
    Component(
        "details",
        _("To fold open"),
        _("For what few people need. What everybody needs is not hidden."),
        ["--utrecht-link-color"],
    ),
    Component(
        "frame",
        _("Menu, languages and foot"),
        _("On every page in the same place. On a phone the menu opens with a button."),
        ["--utrecht-page-header-background-color", "--utrecht-page-footer-background-color"],
    ),
)


class ExampleForm(forms.Form):
    """One field of each kind that the site has."""

    words = WordsField(
        label=_("Your question"),
        help_text=_("In your own words. One sentence is enough."),
        widget=forms.Textarea,
    )
    place = WordsField(label=_("Postcode or district"), required=False)
    email = AddressField(label=_("E-mail address"))
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    who = forms.ChoiceField(
        label=_("Who asks?"),
        choices=[("a", _("I am a resident")), ("b", _("I ask for an organisation or group"))],
        widget=forms.RadioSelect,
        required=False,
    )


def examples() -> dict[str, Any]:
    """Give what the examples show; nothing of it comes from the records."""
    wrong = ExampleForm(
        {"words": "", "place": "2312", "email": "naam@", "day": "", "who": "a"}, auto_id="wrong_%s"
    )
    mine = [gettext("The north"), gettext("The middle"), gettext("The south")]
    return {
        "form": ExampleForm(auto_id="right_%s"),
        "wrong": wrong,
        "begun": road(0, [DAY]),
        "under_way": road(3, [DAY] * 4, _("The students show what they found in June.")),
        "travelled": road(6, [DAY] * 6),
        "marks": [
            SimpleNamespace(mark=mark, text=SimpleNamespace(name=name, language=""))
            for mark, name in zip(("canal", "moss", "heather", "ochre"), _themes(), strict=True)
        ],
        "choices": Choices(
            district={name.lower(): Label(name.lower(), name) for name in mine},
            theme={},
            partner={},
            themes=[("", [Label("lab", gettext("The city as a lab"))])],
        ),
        "chosen": {"district": mine[0].lower()},
        "page": Paginator(range(60), 20).page(2),
        "one": _chart(),
        "map": _map(mine),
        "drawing": Drawing("0 0 1000 340", SQUARES[0], gettext("An invented outline"), 2026),
        "area": SimpleNamespace(asked=4, running=1, given_back=0, used=0),
        "messages": [SimpleNamespace(level_tag="success", message=gettext("It is saved."))],
    }


def _themes() -> list[str]:
    return [gettext("The city as a lab"), gettext("Campuses"), gettext("The world"), gettext("Education")]


def _map(names: list[str]) -> Map:
    spots = ((245, 165), (755, 165), (500, 495))
    places = tuple(
        Place(number, f"WK{number}", name, (name,), gettext("Four questions asked."), "#map", path, x, y)
        for number, (name, path, (x, y)) in enumerate(zip(names, SQUARES, spots, strict=True), 1)
    )
    return Map("0 0 1000 650", places, gettext("An invented map"), "2026")


def _chart() -> SimpleNamespace:
    told = [(gettext("kept"), 12), (gettext("on track"), 7), (gettext("behind"), 3), (gettext("not kept"), 1)]
    rows = [
        SimpleNamespace(
            name=name,
            bar=SimpleNamespace(
                y=6 + 32 * place,
                words_y=19 + 32 * place,
                width=12 * number,
                number_x=156 + 12 * number,
                number=number,
            ),
        )
        for place, (name, number) in enumerate(told)
    ]
    return SimpleNamespace(theme=None, rows=rows)
