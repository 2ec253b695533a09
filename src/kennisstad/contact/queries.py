# SPDX-License-Identifier: EUPL-1.2
"""Reads about messages."""

from django.db.models import Model, Q, QuerySet

from kennisstad.accounts.models import Role, User
from kennisstad.agreement.models import Theme
from kennisstad.agreement.queries import themes_to_choose
from kennisstad.contact.following import digests
from kennisstad.contact.models import Kind, Message, Route
from kennisstad.contact.models.message import MessageQuerySet
from kennisstad.neighbourhoods.models import Area
from kennisstad.neighbourhoods.queries import brokers_or_desk, districts_by_name
from kennisstad.partners.models import Partner
from kennisstad.projects.models import Project

MOST_DIGITS = 18
MOST_PROJECTS = 100
"""To choose from on a phone; whoever comes from the page of any other project finds that one chosen."""
READ_ALONG = ("partner", "theme", "project", "district", "desk", "assigned_to")


def message_with(code: str) -> Message | None:
    """Find the message that a typed follow code belongs to."""
    return Message.objects.filter(code_digest__in=digests(code)).select_related("desk").first()


def messages_of(user: User) -> MessageQuerySet:
    """List the messages that somebody may read: the broker all, others those at their own desks."""
    if user.is_a(Role.BROKER):
        return Message.objects.all()
    return Message.objects.filter(desk__in=user.partners_as(Role.PARTNER_EDITOR))


def desk_for(message: Message) -> int | None:
    """Say who answers a message: the organisation it is about, that carries its project, or of its kind.

    Returns:
        Its number; nothing for the desk of the city, also where nobody of them can answer here.
    """
    own = message.partner_id or (message.project.carrier_id if message.project else None)
    of_its_kind = Route.objects.filter(kind=message.kind).values_list("partner", flat=True)
    return next((one for one in (own, *of_its_kind) if one is not None and answers_itself(one)), None)


def routes() -> dict[str, int]:
    """Give the organisation that answers each kind of message, by number."""
    return dict(Route.objects.values_list("kind", "partner"))


def answers_itself(partner_id: int) -> bool:
    """Say whether somebody of an organisation can answer messages here and be told of them."""
    return people_of(partner_id).exclude(email="").exists()


def people_of(desk_id: int | None) -> QuerySet[User]:
    """List who answers at a desk: an organisation's, or the city's."""
    role = Q(roles__role=Role.BROKER) if desk_id is None else _editor_of(desk_id)
    return User.objects.filter(role, is_active=True).distinct().order_by("name", "username", "pk")


def _editor_of(partner_id: int) -> Q:
    return Q(roles__role=Role.PARTNER_EDITOR, roles__partner=partner_id)


def told_at(desk_id: int | None) -> list[tuple[str, str]]:
    """Give address and language of everybody who hears of a message at a desk."""
    if desk_id is None:
        return brokers_or_desk()
    return list(people_of(desk_id).exclude(email="").values_list("email", "language"))


def able_desks() -> list[Partner]:
    """List the organisations that can answer messages here."""
    able = User.objects.filter(is_active=True).exclude(email="").values("pk")
    found = Partner.objects.filter(heldrole__role=Role.PARTNER_EDITOR, heldrole__user__in=able)
    return list(found.distinct().by_name())


def other_desks(message: Message) -> list[Partner]:
    """List the organisations that a message can be handed over to."""
    return [one for one in able_desks() if one.pk != message.desk_id]


def desks_with_messages(user: User) -> list[Partner]:
    """List the organisations at whose desks there are messages that somebody may read."""
    found = messages_of(user).exclude(desk=None).order_by().values("desk")
    return list(Partner.objects.filter(pk__in=found).by_name())


def choices() -> dict[str, list[tuple[str, str]]]:
    """Give what a message can be about, by field: key and name in the reader's language."""
    return {
        "partner": [(one.key, one.name) for one in Partner.objects.by_name()],
        "theme": [(one.key, one.text.name if one.text else one.key) for one in themes_to_choose()],
        "project": _projects_to_choose(),
        "district": [(one.slug, one.name) for one in districts_by_name()],
    }


def _projects_to_choose() -> list[tuple[str, str]]:
    newest = Project.objects.under_way().newest().prefetch_related("texts")[:MOST_PROJECTS]
    return sorted(((str(one.pk), name_of(one)) for one in newest), key=lambda choice: choice[1].casefold())


def record_named(kind: Kind, key: str) -> Model | None:
    """Find the organisation, theme, project or district of this key."""
    match kind:
        case Kind.PROJECT:
            return project_named(key)
        case Kind.PARTNER:
            return Partner.objects.filter(key=key).first()
        case Kind.THEME:
            return next((one for one in themes_to_choose() if one.key == key), None)
        case Kind.DISTRICT:
            return Area.objects.districts().filter(slug=key).first()
    return None


def project_named(number: str) -> Project | None:
    """Find the project with this number, with its words."""
    if not (number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS):
        return None
    return Project.objects.prefetch_related("texts").filter(pk=int(number)).first()


def name_of(record: Model | None) -> str:
    """Give what an organisation, theme, project or district is called in the reader's language."""
    match record:
        case Theme():
            return record.text.name if record.text else record.key
        case Project():
            return record.text.title if record.text else str(record)
        case Partner() | Area():
            return record.name
    return ""
