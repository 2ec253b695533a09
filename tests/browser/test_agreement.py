# SPDX-License-Identifier: EUPL-1.2
"""The next agreement by hand: entered, re-mapped, signed by two, shown with evidence, and accounted for."""

import subprocess
import sys
from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from kennisstad.accounts.models import Role
from kennisstad.agreement.models import Agreement, Commitment, Status, Theme
from kennisstad.mail.models import Letter
from kennisstad.progress.models import Account
from kennisstad.website.actions import lay_out
from tests.agreement.making import make_agreement, make_theme
from tests.agreement.signing.certificates import PASSWORD as KEY_PASSWORD
from tests.agreement.signing.certificates import authority, holder
from tests.browser.test_road import sign_in, sign_out, with_password
from tests.making import make_partner, make_project, make_result, make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("pango"),
]
today = timezone.localdate
PEOPLE = {"hogeschool": "Anna de Boer", "gemeente": "Bart Visser"}
NO_EVIDENCE = {"nl": "nog geen bewijs", "en": "no evidence yet"}
EVIDENCE = {"nl": "er is bewijs", "en": "there is evidence"}
SENTENCE = {"nl": "In elke wijk staat een bank.", "en": "Every district has a bench."}


@pytest.fixture
def city(settings, tmp_path):
    """A city with an agreement of 2017, a theme of it and a project of 2019 with a result."""
    settings.MEDIA_ROOT = tmp_path / "media"
    lay_out("Leiden", at=timezone.now())
    with_password(make_user(Role.PROGRAMME_MANAGER, username="manager"))
    partners = [make_partner(key) for key in PEOPLE]
    old = make_agreement(
        "of-2017",
        parties=partners,
        starts_on=date(2017, 7, 1),
        ends_on=today().replace(year=today().year + 1, day=1),
    )
    theme = make_theme(old, "city-lab")
    project = make_project(partners[0], starts_on=date(2019, 3, 1), status="handed-over")
    project.themes.add(theme)
    project.partners.set(partners)
    return SimpleNamespace(old=old, theme=theme, project=project, result=make_result(project))


class Manager:
    """The programme manager with a browser, in one language."""

    def __init__(self, walker, language):
        self.me, self.language = walker, language

    def at(self, name, /, *args):
        with override(self.language):
            return reverse(name, args=args)

    def go(self, name, *args):
        self.me.go(self.at(name, *args))

    def send(self, name, /, *args, **fields):
        """Send the form that goes to this address."""
        self.me.send(self.me.page.locator(f"main form[action='{self.at(name, *args)}']").first, **fields)

    def text(self):
        return self.me.page.locator("main").inner_text()

    def file(self, name, *args):
        answer = self.me.context.request.get(f"{self.me.address}{self.at(name, *args)}")
        assert answer.status == 200
        return answer.body()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_next_agreement_is_entered_signed_shown_and_accounted_for(
    city, walker, tmp_path, language, script
):
    manager = Manager(walker(script=script, width=390), language)
    sign_in(manager.me, "" if language == "nl" else "/en", "manager")

    new = enter(manager)
    remap(manager, city, new)
    commitment = promise(manager, new)
    sign(manager, new, tmp_path)
    found_under_the_new_theme(manager, city)
    link_and_see_the_state_change(manager, city, commitment)
    account(manager, city)


def enter(manager):
    manager.go("workspace:agreement_new")
    words = {"name_nl": "Overeenkomst van nu", "name_en": "Agreement of now"}
    days = {"starts_on": today().isoformat(), "ends_on": f"{today().year + 4}-12-31"}
    manager.send("workspace:agreement_new", **words, **days, kind="successor", address="of-now")
    new = Agreement.objects.get(key="of-now")
    manager.go("workspace:agreement", new.pk)
    manager.send(
        "workspace:agreement_add_theme", new.pk, name_nl="Gezond leven", name_en="Healthy living", mark="moss"
    )
    manager.go("workspace:agreement", new.pk)
    body = {"body_nl": "Wij zetten banken neer.", "body_en": "We put benches down."}
    manager.send(
        "workspace:agreement_add_article", new.pk, number="1", title_nl="Banken", title_en="Benches", **body
    )
    return new


def remap(manager, city, new):
    manager.go("workspace:agreement_map", new.pk)
    theme = Theme.objects.get(agreement=new)
    manager.send("workspace:agreement_map", new.pk, **{f"onward_{city.theme.pk}": str(theme.pk)})
    assert list(city.theme.steps_on.values_list("new", flat=True)) == [theme.pk]


def promise(manager, new):
    manager.go("workspace:commitment_new", new.pk)
    article, theme = new.articles.get(), new.themes.get()
    words = {f"sentence_{language}": sentence for language, sentence in SENTENCE.items()}
    terms = {"article": str(article.pk), "theme": str(theme.pk), "due_on": f"{today().year + 2}-01-01"}
    owner = str(new.parties.order_by("pk")[0].partner_id)
    manager.send("workspace:commitment_new", new.pk, **words, **terms, owner_1=owner)
    return Commitment.objects.get(agreement=new)


def sign(manager, new, folder):
    manager.go("workspace:signing", new.pk)
    for party in new.parties.select_related("partner").order_by("pk"):
        name, email = PEOPLE[party.partner.key], f"{party.partner.key}@example.org"
        said = {"partner": str(party.partner_id), "name": name, "post": "Voorzitter", "email": email}
        manager.send("workspace:signing_add", new.pk, **said)
    manager.send("workspace:signing_offer", new.pk)
    for signatory in new.signatories.in_turn():
        manager.go("workspace:signing", new.pk)
        manager.send("workspace:signing_invite", new.pk, signatory.pk)
        sign_as(manager, signatory, folder)
    new.refresh_from_db()
    assert new.status == Status.SIGNED
    manager.go("progress:version", new.key)
    manager.go("agreement:signatures", new.key)
    assert all(name in manager.text() for name in PEOPLE.values())
    verify(manager, new, folder)


def sign_as(manager, signatory, folder):
    letter = Letter.objects.get(to=signatory.email)
    link = next(word for word in letter.body.split() if "://" in word)
    me, key = manager.me, folder / f"{signatory.pk}.p12"
    key.write_bytes(holder(signatory.name).pkcs12())
    me.go(f"/{link.split('/', 3)[3]}")
    me.page.set_input_files("main [name=key]", str(key))
    me.page.check("main [name=agreed]")
    me.send(me.form_with("password"), password=KEY_PASSWORD)
    assert signatory.signature.certificate


def verify(manager, new, folder):
    document, trust = folder / "signed.pdf", folder / "authority.pem"
    document.write_bytes(manager.file("agreement:document", new.key))
    trust.write_bytes(authority().pem)
    assert manager.file("agreement:document", new.key) == document.read_bytes(), "the document stays the same"

    right = verified(document, trust)
    document.write_bytes(document.read_bytes().replace(b"Tagged", b"tagged", 1) + b"\n")
    wrong = verified(document, trust)

    assert right.returncode == 0, right.stderr
    assert all(name in right.stdout for name in PEOPLE.values())
    assert wrong.returncode == 1


def verified(document, trust):
    """Verify as anybody can: in a process of its own, in a folder with nothing of ours."""
    command = [
        sys.executable,
        "-m",
        "kennisstad",
        "agreement",
        "verify",
        str(document),
        "--trust",
        str(trust),
    ]
    return subprocess.run(command, cwd=document.parent, capture_output=True, text=True, check=False)


def found_under_the_new_theme(manager, city):
    for key in ("city-lab", Theme.objects.get(agreement__key="of-now").key):
        manager.me.go(f"{manager.at('website:projects')}?theme={key}")
        assert str(city.project) in manager.text()
    manager.go("website:project", city.project.pk)
    assert {"nl": "Gezond leven", "en": "Healthy living"}[manager.language] in manager.text()


def link_and_see_the_state_change(manager, city, commitment):
    manager.go("progress:commitment", commitment.key)
    assert NO_EVIDENCE[manager.language] in manager.text()
    manager.me.go(f"{manager.at('workspace:commitment', commitment.pk)}?look={city.result.pk}")
    manager.send("workspace:commitment_show_result", commitment.pk)
    manager.go("progress:commitment", commitment.key)
    assert EVIDENCE[manager.language] in manager.text()
    manager.go("progress:agreement")
    assert EVIDENCE[manager.language] in manager.text()


def account(manager, city):
    manager.go("workspace:accounts")
    new = Agreement.objects.get(key="of-now")
    days = {"starts_on": today().isoformat(), "ends_on": today().isoformat()}
    manager.send("workspace:accounts", agreement=str(new.pk), **days)
    made = Account.objects.get()
    manager.go("workspace:account", made.pk)
    manager.send("workspace:account_publish", made.pk)
    sign_out(manager.me)
    manager.go("progress:account", made.pk)
    for language, sentence in SENTENCE.items():
        pages = PdfReader(BytesIO(manager.file("progress:account_file", made.pk, f"pdf-{language}"))).pages
        read = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert sentence in read, language
        assert EVIDENCE[language] in read.lower()
    for path in ("progress:agreement", "progress:timeline", "progress:themes", "progress:accounts"):
        manager.go(path)
    manager.go("progress:changes", city.old.key, "of-now")
