# SPDX-License-Identifier: EUPL-1.2
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from kennisstad.workspace.agreement_urls import (
    account_paths,
    agreement_paths,
    commitment_paths,
    report_day_paths,
    signing_paths,
)
from kennisstad.workspace.newsletter_urls import newsletter_paths
from kennisstad.workspace.round_urls import round_paths
from kennisstad.workspace.views import (
    accounts,
    agreements,
    ambassadors,
    calendars,
    commitments,
    courses,
    days,
    fieldwork,
    home,
    journal,
    learning,
    legs,
    mail,
    messages,
    pairs,
    password,
    people,
    project_steps,
    projects,
    proposals,
    questions,
    readers,
    ready,
    researchers,
    rounds,
    routes,
    schools,
    terms,
)

app_name = "workspace"
Paths = list[URLPattern | URLResolver]


def _each(paths: Paths) -> Paths:
    """Put paths beneath the number of a record."""
    return [path("<int:pk>/", include(paths))]


_question: Paths = [
    path("", questions.question, name="question"),
    path(_("sharpen/"), questions.sharpen, name="sharpen"),
    path(_("outcome/"), include([path("<slug:name>/", questions.give_outcome, name="outcome")])),
    path(_("let-through/"), questions.let_through, name="question_let_through"),
    path(_("throw-away/"), questions.throw_away, name="question_throw_away"),
    path(_("propose/"), questions.propose, name="propose"),
    path(_("take-back/"), include([path("<int:proposal>/", questions.take_back, name="take_back")])),
]
_question += [
    path(
        _("not-relevant/"),
        include([path("<slug:kind>/<int:candidate>/", questions.not_relevant, name="not_relevant")]),
    ),
    path(
        _("put-back/"),
        include([path("<slug:kind>/<int:candidate>/", questions.put_back, name="put_back")]),
    ),
]
_question += [
    path(_("parts/"), legs.parts, name="parts"),
    path(_("split/"), legs.split, name="split"),
    path(_("size/"), legs.enlarge, name="enlarge"),
    path(_("leave-out/"), legs.drop_leg, name="drop_leg"),
    path(_("replace/"), legs.replace_leg, name="replace_leg"),
    path(_("join-again/"), legs.join_again, name="join_again"),
]
_learned: Paths = [
    path("", learning.learned_model, name="learned_model"),
    path(_("use/"), learning.use_model, name="use_model"),
    path(_("go-back/"), learning.go_back, name="go_back"),
]
_proposal: Paths = [
    path("", proposals.proposal, name="proposal"),
    path(_("accept/"), proposals.accept, name="accept"),
    path(_("decline/"), proposals.decline, name="decline"),
]
_project: Paths = [
    path("", projects.project, name="project"),
    path(_("describe/"), project_steps.describe, name="describe"),
    path(_("start/"), project_steps.start, name="start"),
    path(_("milestones/"), project_steps.add_milestone, name="add_milestone"),
    path(_("milestones/"), include([path("<int:milestone>/", project_steps.reach, name="reach")])),
    path(_("log/"), project_steps.log, name="log"),
    path(_("hand-over/"), project_steps.hand_over, name="hand_over"),
    path(_("files/"), project_steps.attach, name="attach"),
    path(_("give-back/"), project_steps.give_back, name="give_back"),
    path(_("close/"), project_steps.close, name="close"),
    path(_("stop/"), project_steps.stop, name="stop"),
]
_project += [path(_("fieldwork/"), fieldwork.plan_fieldwork, name="plan_fieldwork")]
_area: Paths = [
    path("", fieldwork.area, name="area"),
    path(_("pause/"), fieldwork.pause_area, name="pause_area"),
    path(_("lift/"), include([path("<int:pause>/", fieldwork.lift_pause, name="lift_pause")])),
    path(_("limit/"), fieldwork.set_limit, name="set_limit"),
]
_fieldwork: Paths = [
    path("", fieldwork.one_fieldwork, name="one_fieldwork"),
    path(_("begin/"), fieldwork.begin_fieldwork, name="begin_fieldwork"),
    path(_("finish/"), fieldwork.finish_fieldwork, name="finish_fieldwork"),
    path(_("number/"), fieldwork.change_number, name="change_number"),
    path(_("call-off/"), fieldwork.call_off_fieldwork, name="call_off_fieldwork"),
    path(_("together/"), include([path("<int:shared>/", fieldwork.agree_to_share, name="agree_to_share")])),
]
_school_offer: Paths = [
    path("", schools.school_offer, name="school_offer"),
    path(_("change/"), schools.school_change, name="school_change"),
    path(_("publish/"), schools.school_publish, name="school_publish"),
    path(_("withdraw/"), schools.school_withdraw, name="school_withdraw"),
    path(_("day/"), schools.school_moment, name="school_moment"),
    path(_("call-off/"), include([path("<int:moment>/", schools.school_call_off, name="school_call_off")])),
    path(
        _("cancel-booking/"),
        include([path("<int:booking>/", schools.school_cancel, name="school_cancel")]),
    ),
    path(
        _("let-through/"),
        include([path("<int:booking>/", schools.school_let_through, name="school_let_through")]),
    ),
    path(
        _("throw-away/"),
        include([path("<int:booking>/", schools.school_throw_away, name="school_throw_away")]),
    ),
    path(_("bookings.csv"), schools.school_table, name="school_table"),
]
_course: Paths = [
    path("", courses.course, name="course"),
    path(_("take-questions/"), courses.take_questions, name="take_questions"),
    path(_("ask-for/"), include([path("<int:question>/", courses.ask_for, name="ask_for")])),
    path(
        _("no-longer-ask-for/"),
        include([path("<int:question>/", courses.no_longer_ask_for, name="no_longer_ask_for")]),
    ),
    path(_("window/"), include([path("<int:offering>/", courses.set_window, name="set_window")])),
    path(_("coordinators/"), courses.name_coordinator, name="name_coordinator"),
    path(
        _("coordinators/"),
        include([path("<int:user>/", courses.dismiss_coordinator, name="dismiss_coordinator")]),
    ),
]
_calendar: Paths = [
    path("", calendars.calendar, name="calendar"),
    path(_("year/"), include([path("<int:year>/", calendars.set_calendar, name="set_calendar")])),
    path(_("file/"), calendars.load_calendar, name="load_calendar"),
    path(
        _("take-back/"),
        include([path("<int:calendar>/", calendars.take_back_calendar, name="take_back_calendar")]),
    ),
    path(
        _("exempt/"),
        include([path("<int:department>/", calendars.exempt_department, name="exempt_department")]),
    ),
]
_person: Paths = [
    path("", people.person, name="person"),
    path(_("roles/"), people.give_role, name="give_role"),
    path(_("roles/"), include([path("<int:held>/", people.take_role, name="take_role")])),
    path(_("new-password/"), people.new_password, name="new_password"),
    path(_("let-go/"), people.let_go, name="let_go"),
]
_researcher: Paths = [
    path("", researchers.researcher, name="researcher"),
    path(_("claim/"), researchers.answer_claim, name="answer_claim"),
    path(_("correct/"), researchers.correct_researcher, name="correct_researcher"),
    path(_("hide/"), researchers.hide_researcher, name="hide_researcher"),
]
_ambassador: Paths = [
    path(_("approve/"), ambassadors.approve, name="ambassador_approve"),
    path(_("let-through/"), ambassadors.let_through, name="ambassador_let_through"),
    path(_("remove/"), ambassadors.remove, name="ambassador_remove"),
]
_ambassador_letter: Paths = [
    path(_("pass-on/"), ambassadors.pass_on, name="ambassador_pass_on"),
    path(_("put-away/"), ambassadors.put_away, name="ambassador_put_away"),
]
_letter: Paths = [
    path("", mail.letter, name="letter"),
    path(_("as-a-mail/"), mail.letter_html, name="letter_html"),
    path(_("try-again/"), mail.try_again, name="try_again"),
]
_pair: Paths = [
    path(_("strike-out/"), pairs.strike_out, name="strike_out"),
    path(_("put-back/"), pairs.put_back, name="put_pair_back"),
]
_message: Paths = [
    path("", messages.message, name="message"),
    path(_("take/"), messages.take, name="message_take"),
    path(_("answer/"), messages.answer, name="message_answer"),
    path(_("close/"), messages.close, name="message_close"),
    path(_("let-through/"), messages.let_through, name="message_let_through"),
    path(_("throw-away/"), messages.throw_away, name="message_throw_away"),
    path(_("assign/"), messages.assign, name="message_assign"),
    path(_("hand-over/"), messages.hand_over, name="message_hand_over"),
]
_ready: Paths = [
    path("", ready.ready_answer, name="ready_answer"),
    path(_("remove/"), ready.ready_remove, name="ready_remove"),
]
_reader: Paths = [
    path("", readers.reader, name="reader"),
    path(_("file/"), readers.reader_file, name="reader_file"),
    path(_("erase/"), readers.reader_erase, name="reader_erase"),
]
_readers: Paths = [
    path("", readers.readers, name="readers"),
    path(_("find/"), readers.reader_find, name="reader_find"),
    path(_("import/"), readers.readers_import, name="readers_import"),
    path(_("example.csv"), readers.readers_example, name="readers_example"),
    path(_("list.csv"), readers.readers_table, name="readers_table"),
]
_day: Paths = [
    path(_("agree/"), days.agree, name="agree_day"),
    path(_("say-no/"), days.decline, name="decline_day"),
    path(_("let-through/"), days.let_through, name="day_let_through"),
    path(_("throw-away/"), days.throw_away, name="day_throw_away"),
]
urlpatterns = [
    path("", home.home, name="home"),
    path(_("questions/"), include([path("", questions.desk, name="desk"), *_each(_question)])),
    path(_("proposals/"), include([path("", proposals.proposals, name="proposals"), *_each(_proposal)])),
    path(_("projects/"), include([path("", projects.projects, name="projects"), *_each(_project)])),
    path(_("projects/"), include([path(_("new/"), projects.project_new, name="project_new")])),
    path(_("fieldwork/"), include([path("", fieldwork.fieldwork, name="fieldwork"), *_each(_fieldwork)])),
    path(_("fieldwork/"), include([path(_("new/"), fieldwork.study_new, name="study_new")])),
    path(_("fieldwork/"), include([path(_("rules/"), fieldwork.norms_page, name="norms")])),
    path(_("fieldwork/"), include([path(_("areas/"), include(_each(_area)))])),
    path(_("courses/"), include([path("", courses.courses, name="courses"), *_each(_course)])),
    path(_("calendars/"), include([path("", calendars.calendars, name="calendars"), *_each(_calendar)])),
    path(_("word-pairs/"), include([path("", pairs.pairs, name="pairs"), *_each(_pair)])),
    path(
        _("researchers/"),
        include([path("", researchers.researchers, name="researchers"), *_each(_researcher)]),
    ),
    path(_("rounds/"), include([path("", rounds.rounds, name="rounds"), *_each(round_paths)])),
    path(_("rounds/"), include([path(_("new/"), rounds.round_new, name="round_new")])),
    path(
        _("schools/"),
        include([path("", schools.school_offers, name="school_offers"), *_each(_school_offer)]),
    ),
    path(_("schools/"), include([path(_("new/"), schools.school_offer_new, name="school_offer_new")])),
    path(_("signing/"), include(_each(signing_paths))),
    path(
        _("agreements/"),
        include([path("", agreements.agreements, name="agreements"), *_each(agreement_paths)]),
    ),
    path(_("agreements/"), include([path(_("new/"), agreements.agreement_new, name="agreement_new")])),
    path(
        _("commitments/"),
        include([path("", commitments.commitments, name="commitments"), *_each(commitment_paths)]),
    ),
    path(_("owed/"), commitments.owed, name="owed"),
    path(_("newsletter/"), include(newsletter_paths)),
    path(_("days/"), include([path("", days.days, name="days"), *_each(_day)])),
    path(
        _("report-days/"),
        include([path("", commitments.report_days, name="report_days"), *_each(report_day_paths)]),
    ),
    path(_("my-research/"), researchers.own_research, name="own_research"),
    path(_("learning/"), include([path("", learning.learning, name="learning"), *_each(_learned)])),
    path(_("messages/"), include([path("", messages.message_list, name="messages"), *_each(_message)])),
    path(_("who-answers-what/"), routes.message_routes, name="message_routes"),
    path(_("ready-answers/"), include([path("", ready.ready_answers, name="ready_answers"), *_each(_ready)])),
    path(_("mail/"), include([path("", mail.mail, name="mail"), *_each(_letter)])),
    path(_("accounts/"), include([path("", accounts.accounts, name="accounts"), *_each(account_paths)])),
    path(
        _("ambassadors/"),
        include([path("", ambassadors.ambassadors, name="ambassadors"), *_each(_ambassador)]),
    ),
    path(_("ambassadors/"), include([path(_("letters/"), include(_each(_ambassador_letter)))])),
    path(_("readers/"), include([*_readers, *_each(_reader)])),
    path(_("terms/"), terms.terms, name="terms"),
    path(_("journal/"), journal.journal, name="journal"),
    path(_("password/"), password.password, name="password"),
    path(_("people/"), include([path("", people.people, name="people"), *_each(_person)])),
]
