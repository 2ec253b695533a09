# SPDX-License-Identifier: EUPL-1.2
"""Public pages about questions, and asking one."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page, require_http_methods, require_POST, require_safe

from kennisstad.agreement.queries import themes_to_choose
from kennisstad.citylab import actions, fallback, feeds, queries, will_fit
from kennisstad.citylab.alike import Like, asked_before, likes_of
from kennisstad.citylab.durations import median_days_to_answer
from kennisstad.citylab.fit import Wishes
from kennisstad.citylab.fit_views import spend_a_look
from kennisstad.citylab.fit_wording import AllTold
from kennisstad.citylab.fitting import questions_for_words
from kennisstad.citylab.following import code_of
from kennisstad.citylab.forms import LONGEST, QuestionForm
from kennisstad.citylab.models import Question
from kennisstad.citylab.relay import before
from kennisstad.citylab.road import road_of
from kennisstad.education.models import Level
from kennisstad.neighbourhoods.models import Area
from kennisstad.neighbourhoods.queries import districts_by_name
from kennisstad.web.feeds import IN_A_FEED
from kennisstad.web.forms import clean_words
from kennisstad.web.limits import network_of, spend
from kennisstad.web.pages import page_or_part
from kennisstad.web.public_forms import public_form

QUESTIONS_A_PAGE = 20
HOUR = timedelta(hours=1)
STUDENTS_CHOOSE = {"words": 300, "level": 20, "theme": 60, "district": 120}
"""What the students' page takes, and how many characters of each."""
CHOSEN_BY = ("district", "theme", "stand")
STANDS = [("asked", _("asked")), ("working", _("being worked on")), ("given-back", _("given back"))]


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    chosen = _chosen(request)
    pages = Paginator(queries.public_questions(**chosen), QUESTIONS_A_PAGE)
    pages.count = queries.number_of_public(**chosen)
    context = {
        "questions": pages.get_page(request.GET.get("page")),
        "chosen": chosen,
        "query": _query(chosen),
        "districts": districts_by_name(),
        "themes": themes_to_choose(),
        "stands": STANDS,
        "median_days": median_days_to_answer(timezone.now()),
    }
    return page_or_part(
        request, page="citylab/questions.html", part="citylab/parts/questions.html", context=context
    )


@conditional_page
@require_safe
def question_feed(request: HttpRequest) -> HttpResponse:
    chosen = _chosen(request)
    newest = queries.public_questions(**chosen)[:IN_A_FEED]
    content = feeds.written(newest, query=_query(chosen), chosen=_in_words(chosen))
    return HttpResponse(content, content_type="application/rss+xml; charset=utf-8")


def _chosen(request: HttpRequest) -> dict[str, str]:
    return {name: clean_words(request.GET.get(name, ""))[:60] for name in CHOSEN_BY}


def _query(chosen: dict[str, str]) -> str:
    return urlencode({name: value for name, value in chosen.items() if value})


def _in_words(chosen: dict[str, str]) -> list[str]:
    """Name the choices that we know."""
    names = [area.name for area in Area.objects.districts().filter(slug=chosen["district"])]
    if chosen["theme"]:
        themes = (theme for theme in themes_to_choose() if theme.key == chosen["theme"])
        names += [theme.text.name if theme.text else theme.key for theme in themes]
    return names + [str(label) for value, label in STANDS if value == chosen["stand"]]


@require_safe
def question_page(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        question = queries.public_question(pk)
    except Question.DoesNotExist as nowhere:
        raise Http404 from nowhere
    context = {
        "question": question,
        "road": road_of(question),
        "likes": likes_of(question),
        "before": before(question),
    }
    return render(request, "citylab/question.html", context)


@require_safe
def to_work_on(request: HttpRequest) -> HttpResponse:
    """Let students look for a question, by the words, theme and place they care about and their level."""
    chosen = {name: clean_words(request.GET.get(name, ""))[:most] for name, most in STUDENTS_CHOOSE.items()}
    if chosen["level"] not in Level.values:
        chosen["level"] = ""
    context = {
        "chosen": chosen,
        "looked": any(chosen.values()),
        "fits": [],
        "levels": [(level.value, level.label) for level in Level if level != Level.OTHER],
        "districts": districts_by_name(),
        "themes": themes_to_choose(),
    }
    if context["looked"]:
        spend("citylab.work", network_of(request), limit=300, per=HOUR, at=timezone.now())
        context["fits"] = questions_for_words(
            chosen["words"],
            today=timezone.localdate(),
            level=chosen["level"],
            theme=chosen["theme"],
            district=chosen["district"],
        )
        context["slower"] = fallback.is_needed()
    return render(request, "citylab/to_work_on.html", context)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        words = clean_words(request.GET.get("words", ""))[:LONGEST]
        form = QuestionForm(initial={"key": uuid.uuid4(), "words": words})
        told = _will_fit(request, Wishes(languages=[_language()])) if words else None
        return _asking(request, form, likes=_look(request, words), told=told)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _asking(request, form, status=400)
    if "look" in request.POST:
        about = _about(form)
        told = _will_fit(request, form.wishes(language=_language(), districts=about["districts"]))
        return _asking(request, form, likes=_look(request, **about), looked=True, told=told)
    return _send_in(request, form)


def _send_in(request: HttpRequest, form: QuestionForm) -> HttpResponse:
    spend("citylab.ask", network_of(request), limit=20, per=HOUR, at=timezone.now())
    if form.is_by_a_machine:
        return redirect("citylab:questions")
    trusted, given = form.is_trusted(request, at=timezone.now()), form.cleaned_data
    question = actions.send_in(
        key=given["key"],
        words=given["words"],
        language=_language(),
        asker_kind=given["asker_kind"],
        districts=[area.pk for area in given["place"]],
        needed_by=given["needed_by"],
        size=given["size"],
        asker_hours=given["asker_hours"],
        form=given["form"],
        levels=given["levels"],
        contact=form.contact(),
        look_first=not trusted,
        at=timezone.now(),
    )
    if form.is_a_repeat:
        return render(request, "web/repeat.html", {"find": reverse("citylab:find")})
    return redirect("citylab:follow", code_of(question.key, question.code_digest))


def _asking(
    request: HttpRequest,
    form: QuestionForm,
    *,
    likes: Sequence[Like] = (),
    looked: bool = False,
    told: AllTold | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "likes": likes,
        "looked": looked,
        "told": told,
        "median_hours": queries.median_hours_of_askers(),
        "slower": (looked or likes) and fallback.is_needed(),
        "districts": districts_by_name(),
    }
    return render(request, "citylab/ask.html", context, status=status)


@public_form
@require_POST
def look_before(request: HttpRequest) -> HttpResponse:
    """Answer the part of the ask form that shows like questions, while somebody writes."""
    words = clean_words(request.POST.get("words", ""))[:LONGEST]
    context = {"likes": _look(request, words), "slower": fallback.is_needed()}
    return render(request, "citylab/parts/asked_before.html", context)


def _about(form: QuestionForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"words": given["words"], "districts": [area.code for area in given["place"]]}


def _look(request: HttpRequest, words: str, districts: Sequence[str] = ()) -> list[Like]:
    if not words:
        return []
    spend("citylab.look", network_of(request), limit=300, per=HOUR, at=timezone.now())
    return asked_before(words, districts=districts)


def _will_fit(request: HttpRequest, wishes: Wishes) -> AllTold:
    spend_a_look(request)
    return will_fit.told_of(wishes, today=timezone.localdate())


def _language() -> str:
    return get_language() or "nl"
