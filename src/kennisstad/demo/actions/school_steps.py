# SPDX-License-Identifier: EUPL-1.2
"""Fill the offers to schools: the list of schools, what there is for them, who came and who comes."""

import uuid
from dataclasses import replace
from datetime import timedelta

from kennisstad.demo import files
from kennisstad.demo.actions.ground import Ground, note
from kennisstad.demo.days import Days
from kennisstad.demo.school_file import CameEntry, MomentEntry, SchoolDays
from kennisstad.lib.files import read_text
from kennisstad.schools import actions, offer_file, school_file
from kennisstad.schools.actions import Plan, Teacher
from kennisstad.schools.actions.importing import import_schools
from kennisstad.schools.actions.importing_offers import import_offers
from kennisstad.schools.classes import SECTORS
from kennisstad.schools.following import new_code
from kennisstad.schools.models import Booking, BookingStatus, Moment, Offer, School

TEACHER = "Voorbeeldleraar"


def fill_schools(told: SchoolDays, ground: Ground, days: Days) -> None:
    """Do all that the files tell; what a city has of its own is left as it is."""
    schools, offers = set(School.objects.values_list("pk", flat=True)), set(Offer.objects.values_list("key"))
    listed = school_file.read(read_text(files.DATA / "schools.csv"), sectors=list(SECTORS))
    import_schools(listed, by_id=None, at=days.at)
    note(School.objects.exclude(pk__in=schools))
    found = offer_file.read(read_text(files.DATA / "school_offers.yaml"), is_csv=False)
    found.offers = [offer for offer in found.offers if (offer.key,) not in offers]
    import_offers(found, by=ground.users["makelaar"], at=days.at)
    ours = {offer.key: offer for offer in Offer.objects.filter(key__in=[one.key for one in found.offers])}
    note(ours.values())
    for offer in ours.values():
        actions.publish(offer, by=ground.users["makelaar"], at=days.at)
    taken: set[int] = set()
    for number, entry in enumerate(told.moments):
        if entry.offer in ours:
            ago = days.school_day(entry.days_ago, taken)
            taken.add(ago)
            _take_place(ours[entry.offer], replace(entry, days_ago=ago), number, days)
    for key in told.withdrawn:
        if key in ours:
            actions.withdraw(ours[key], by=ground.users["makelaar"], at=days.at)


def _take_place(offer: Offer, entry: MomentEntry, number: int, days: Days) -> None:
    plan = _plan(offer, entry, days)
    if entry.days_ago < 0:
        moment = actions.add_moment(offer, plan=plan, by=None, at=days.at)
    else:
        moment = Moment.objects.create(offer=offer, **vars(plan))
    for place, came in enumerate(entry.came):
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"example-booking-{number}-{place}")
        if entry.days_ago < 0:
            _book(moment, came, key, days)
        else:
            _remember(moment, came, key)


def _plan(offer: Offer, entry: MomentEntry, days: Days) -> Plan:
    begins = days.hour(entry.days_ago, entry.hour)
    return Plan(
        begins_at=begins,
        ends_at=begins + timedelta(minutes=offer.minutes),
        book_until=begins - timedelta(days=3),
        seats=entry.seats,
        one_class=entry.one_class,
    )


def _book(moment: Moment, came: CameEntry, key: uuid.UUID, days: Days) -> None:
    actions.book(
        moment,
        key=key,
        school=School.objects.filter(name=came.school).first() or came.school,
        class_key=came.group,
        pupils=came.pupils,
        teacher=Teacher(TEACHER, f"leraar-{key.hex[:6]}@example.org"),
        language="nl",
        wait=True,
        at=days.at,
    )


def _remember(moment: Moment, came: CameEntry, key: uuid.UUID) -> None:
    """Keep who came, as it is kept after a while: without the teacher."""
    school = School.objects.filter(name=came.school).first()
    Booking.objects.create(
        moment=moment,
        key=key,
        code_digest=new_code(key)[1],
        status=BookingStatus.BOOKED,
        school=school,
        school_typed="" if school else came.school,
        class_key=came.group,
        pupils=came.pupils,
        language="nl",
        made_at=moment.book_until - timedelta(days=7),
        reminded_at=moment.begins_at - timedelta(days=3),
    )
