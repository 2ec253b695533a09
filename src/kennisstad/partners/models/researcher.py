# SPDX-License-Identifier: EUPL-1.2
"""People who publish for a partner, and their works: shown at the desk, never in public."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.partners.models.partner import Partner
from kennisstad.partners.research.records import NAME_LENGTH, TITLE_LENGTH


class ResearcherQuerySet(models.QuerySet["Researcher"]):
    def here(self) -> Self:
        """Keep those who, as far as we know, still work for their partner."""
        return self.filter(left_at__isnull=True)

    def asked(self) -> Self:
        """Keep those who may be suggested for a question."""
        return self.here().filter(takes_questions=True)

    def by_name(self) -> Self:
        return self.order_by("name", "pk")

    def waiting_first(self) -> Self:
        """Order by name, but those whose claim waits for an answer before all others."""
        waits = Exists(Claim.objects.held().filter(researcher=OuterRef("pk"), confirmed_at__isnull=True))
        return self.annotate(waits=waits).order_by("-waits", "name", "pk")


class Researcher(HasTexts["ResearcherText"]):
    """One person, known by public ids. Whoever does not want to be here is deleted, not marked."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="researchers")
    openalex_id = models.CharField(max_length=20, blank=True)
    orcid = models.CharField(max_length=19, blank=True)
    name = models.CharField(max_length=NAME_LENGTH)
    """As it is shown: the source's, until the person corrects it."""
    name_is_own = models.BooleanField(default=False)
    """The person wrote the name; imports leave it alone."""
    takes_questions = models.BooleanField(default=True)
    seen_at = models.DateTimeField()
    """When an import last said that this person works for the partner; retention counts from here."""
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ResearcherQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["openalex_id"], condition=~Q(openalex_id=""), name="researcher_openalex_id_once"
            ),
            models.UniqueConstraint(fields=["orcid"], condition=~Q(orcid=""), name="researcher_orcid_once"),
            models.CheckConstraint(name="researcher_has_an_id", condition=~Q(openalex_id="") | ~Q(orcid="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_ids(self) -> set[str]:
        """Every id under which a source ever named this person; one query unless the aliases were read."""
        named = {alias.public_id for alias in self.aliases.all()}
        return {one for one in (self.openalex_id, self.orcid, *named) if one}


class ResearcherAlias(models.Model):
    """An id by which a source named a person, also when another one stands in the row: it means the same."""

    researcher = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="aliases")
    public_id = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.public_id


class ResearcherText(Text):
    """What a person says about themselves."""

    researcher = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="texts")
    about = models.TextField()

    class Meta:
        constraints = one_text_per_language("researcher")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def held(self) -> Self:
        """Keep those that count: the claim of somebody who left does not."""
        return self.filter(user__is_active=True)


class Claim(models.Model):
    """Somebody who signs in says: this is me. It holds once another has confirmed it."""

    researcher = models.OneToOneField(Researcher, on_delete=models.CASCADE, related_name="claim")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="research_claim"
    )
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user_id} {self.researcher_id}"


class WorkQuerySet(models.QuerySet["Work"]):
    def findable(self) -> Self:
        """Keep works that stand with somebody who may be suggested."""
        lines = Authorship.objects.shown().filter(researcher__in=Researcher.objects.asked())
        return self.filter(Exists(lines.filter(work=OuterRef("pk"))))

    def lone(self) -> Self:
        """Keep works that nobody on the list stands with any more."""
        return self.filter(~Exists(Authorship.objects.filter(work=OuterRef("pk"))))

    def newest(self) -> Self:
        return self.order_by(models.F("year").desc(nulls_last=True), "pk")


class Work(models.Model):
    """Something published, in its own language."""

    openalex_id = models.CharField(max_length=20, blank=True)
    doi = models.CharField(max_length=200, blank=True)
    put_code = models.CharField(max_length=20, blank=True)
    """The number that ORCID gave to a work that has no other."""
    title = models.CharField(max_length=TITLE_LENGTH)
    abstract = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=3)
    """Two or three letters."""
    researchers = models.ManyToManyField(Researcher, through="Authorship", related_name="works")

    objects = WorkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=[name], condition=~Q(**{name: ""}), name=f"work_{name}_once")
            for name in ("openalex_id", "doi", "put_code")
        ] + [
            models.CheckConstraint(
                name="work_has_an_id", condition=~Q(openalex_id="") | ~Q(doi="") | ~Q(put_code="")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AuthorshipQuerySet(models.QuerySet["Authorship"]):
    def shown(self) -> Self:
        return self.filter(shown=True)


class Authorship(models.Model):
    """This work names this person."""

    researcher = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="authorships")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="authorships")
    shown = models.BooleanField(default=True)
    """Not shown when the person says that the work is not theirs; imports leave that alone."""
    from_orcid = models.BooleanField(default=False)
    """The person's own ORCID record says so; another source's silence does not undo it."""

    objects = AuthorshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["researcher", "work"], name="authorship_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.researcher_id} {self.work_id}"


class ResearchOptOut(models.Model):
    """A person who must never be imported again: a keyed digest of a public id, and nothing else."""

    digest = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=16)
    """Tells with which secret the digest was made, and not what that secret is."""
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:8]
