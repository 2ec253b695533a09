# SPDX-License-Identifier: EUPL-1.2
"""What each step means: for the asker, and for anyone who reads along."""

from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.models import Status

NEWS = {
    Status.SENT: _("We have received your question. The broker will read it."),
    Status.OPEN: _("Your question is open. We are looking for a course that can work on it."),
    Status.WAITING: _("Your question waits for a period in which students can work on it."),
    Status.PROPOSED: _("We have proposed your question to a course and wait for its answer."),
    Status.PLACED: _("A course works on your question. You can follow the project."),
    Status.IN_LEGS: _("Your question is large. We have cut it into parts, for several courses."),
    Status.GIVEN_BACK: _("The result has been given back. Read what the students found."),
    Status.ADVISED: _("There is an earlier result that answers your question."),
    Status.REFERRED: _("Another desk can help you better with your question."),
    Status.MERGED: _("Somebody else asked the same. Your question goes on together with that one."),
    Status.DECLINED: _("We cannot take up your question. The broker tells you why."),
    Status.WITHDRAWN: _("You have withdrawn your question. Nobody works on it any more."),
}
LEG_NEWS = {
    Status.OPEN: _("We are looking for a course that can work on this part."),
    Status.WAITING: _("This part waits until the part before it has a result."),
    Status.PROPOSED: _("We have proposed this part to a course and wait for its answer."),
    Status.PLACED: _("A course works on this part. You can follow the project."),
    Status.GIVEN_BACK: _("The result of this part has been given back. Read what the students found."),
    Status.ADVISED: _("There is an earlier result that answers this part."),
    Status.WITHDRAWN: _("We left this part out. The other parts go on."),
}
"""What each step of a leg means for whoever asked the whole."""
LEFT_OUT = _("This part was left out. The other parts go on without it.")
LEG_NEXT_STEP = {Status.WAITING: _("It waits until the part before it has a result.")}
"""In place of the next step of a question, where a leg goes another way."""

NOT_BEGUN = _("A course takes it up. The students have not begun yet.")
"""In place of the next step of a placed question, as long as its project is planned."""
HANDED_OVER = _("The result has been handed over. It still comes back to the neighbourhood.")
"""The same, from the handing over until it is given back."""
NEXT_STEP = {
    Status.SENT: _("The broker reads the question and makes it clear together with the asker."),
    Status.OPEN: _("The broker is looking for a course that can work on it."),
    Status.WAITING: _("It waits for a period in which students can work on it."),
    Status.PROPOSED: _("A course has been asked and has not answered yet."),
    Status.PLACED: _("Students are at work. The result comes back to the neighbourhood."),
    Status.IN_LEGS: _("Several courses work on it, part by part."),
    Status.GIVEN_BACK: _("The result has been given back. Later we ask whether it was used."),
    Status.ADVISED: _("An earlier result answers this question."),
    Status.REFERRED: _("Another desk helps with this question."),
    Status.MERGED: _("This question goes on together with one that asks the same."),
    Status.DECLINED: _("This question was not taken up."),
    Status.WITHDRAWN: _("The asker has withdrawn this question."),
}
