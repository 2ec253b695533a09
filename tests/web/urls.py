# SPDX-License-Identifier: EUPL-1.2
"""Addresses that only these tests use: one for each way an answer can be made."""

from datetime import date, timedelta
from types import SimpleNamespace

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from kennisstad.web.forms import FormForAnyone, WordsField
from kennisstad.web.headers import personal
from kennisstad.web.pages import page_or_part
from kennisstad.web.public_forms import public_form
from kennisstad.web.refusals import NotAllowed, NotNow, Refusal, TooLarge, TooOften
from kennisstad.web.road import road
from kennisstad.web.views import challenge

REFUSALS: dict[str, Refusal] = {
    "not-allowed": NotAllowed(),
    "not-now": NotNow(_("Menu")),
    "too-large": TooLarge(),
    "too-often": TooOften(retry_after=timedelta(seconds=90.2)),
}


LONG_WORD = "Verkeersveiligheidsvoorlichtingsbijeenkomstorganisatiecomitévergadering"
DAY = date(2026, 4, 13)


class QuestionForm(forms.Form):
    words = WordsField(label="Your question", help_text="In your own words.", widget=forms.Textarea)
    who = forms.ChoiceField(label="Who asks", choices=[("a", "A resident")], widget=forms.RadioSelect)
    mail = forms.EmailField(label="Mail", required=False)


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("plain")


def shared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("shared", headers={"Cache-Control": "public, max-age=60"})


def cookie(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse("cookie")
    answer.set_cookie("csrf", "token")
    return answer


def file(request: HttpRequest) -> FileResponse:
    return FileResponse([b"stream"], content_type="text/csv")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def framed(request: HttpRequest) -> HttpResponse:
    call = '<script>initDateChooser("id_day_0", {"dayOfWeekStart": 1});</script>'
    return HttpResponse(call, headers={"X-Frame-Options": "SAMEORIGIN"})


def refused(request: HttpRequest, kind: str) -> HttpResponse:
    raise REFUSALS[kind]


@public_form
def ask(request: HttpRequest) -> HttpResponse:
    form = QuestionForm(request.POST if request.method == "POST" else None)
    return render(request, "tests/ask.html", {"form": form}, status=400 if form.errors else 200)


class GuardedForm(FormForAnyone):
    purpose = "tests.guarded"
    least_s = 0.05
    once_a_day = True
    words = WordsField(label="Your words", max_length=200)
    email = forms.EmailField(label="Mail", required=False)


@public_form
def guarded(request: HttpRequest) -> HttpResponse:
    """Answer with what the form was judged to be."""
    form = GuardedForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "tests/guarded.html", {"form": form}, status=400 if form.errors else 200)
    if form.is_by_a_machine:
        return HttpResponse("machine")
    trusted = form.is_trusted(request, at=timezone.now())
    said = f"{'trusted' if trusted else 'look first'} {form.cleaned_data['key']}"
    return render(request, "tests/guarded.html", {"form": GuardedForm(), "said": said})


@public_form
def asked_before(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>like: {sorted(request.POST)} {request.POST['words']}</p>")


def listing(request: HttpRequest) -> HttpResponse:
    page = Paginator(range(1, 8), 3).get_page(request.GET.get("page"))
    return page_or_part(request, page="tests/list.html", part="tests/part.html", context={"page": page})


def everything(request: HttpRequest) -> HttpResponse:
    theme = {"mark": "moss", "text": SimpleNamespace(name="Campus", language="nl")}
    context = {"words": LONG_WORD, "theme": theme, "road": road(3, [DAY, DAY], LONG_WORD)}
    return render(request, "tests/everything.html", context)


def token_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.POST))


urlpatterns = [
    path("redactie/frame/", framed),
    path("redactie/plain/", plain),
    path("", include(([path("challenge/<str:purpose>", challenge, name="challenge")], "site"))),
    *i18n_patterns(
        path("", plain, name="home"),
        path("plain/", plain, name="plain"),
        path("shared/", shared),
        path("cookie/", cookie),
        path("file/", file),
        path("broken/", broken),
        path("personal/", personal(plain)),
        path("read-only/", require_safe(plain)),
        path("send-only/", require_POST(plain)),
        path("refused/<slug:kind>/", refused),
        path(_("ask/"), ask, name="ask"),
        path("guarded/", guarded, name="guarded"),
        path("gevraagd/", asked_before),
        path("list/", listing),
        path("token-form/", token_form),
        path("everything/", everything),
        prefix_default_language=False,
    ),
]

handler400 = "kennisstad.web.refusals.bad_request"
handler403 = "kennisstad.web.refusals.not_allowed"
handler404 = "kennisstad.web.refusals.not_found"
handler500 = "kennisstad.web.refusals.server_error"
