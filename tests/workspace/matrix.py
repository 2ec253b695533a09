# SPDX-License-Identifier: EUPL-1.2
"""The reviewed table: who may open and press what at the desks.

All records belong to one institution, “ours”. The columns: somebody who did not sign in; a person without
any role; the broker; the coordinator named on the course; a colleague of our institution who is not named
on it; a coordinator of another institution; the editor of ours and of another partner; the programme
manager; the administrator. Every button is pressed with nothing filled in.

page: the page is shown. back: a button's address that is only looked at leads to its page, which judges.
done: the button did its work. form: allowed, and the form says what is missing. late: allowed, and the
record stands where this cannot be done. no: refused. sign-in: asked to sign in. -: there is no such button.
"""

COLUMNS = (
    "anonymous", "nobody", "broker", "coordinator", "colleague", "other_coordinator",
    "editor", "other_editor", "manager", "administrator",
)  # fmt: skip
TABLE = """
                           anonymous nobody broker coordinator colleague other  editor other  manager admin
                                                                         coord.        editor
GET  accept                sign-in   back   back   back        back      back   back   back   back    back
POST accept                sign-in   no     no     done        done      no     no     no     no      no
GET  add_milestone         sign-in   back   back   back        back      back   back   back   back    back
POST add_milestone         sign-in   no     form   form        no        no     form   no     no      no
GET  agree_to_share        sign-in   back   back   back        back      back   back   back   back    back
POST agree_to_share        sign-in   no     done   done        no        no     done   no     no      no
GET  answer_claim          sign-in   back   back   back        back      back   back   back   back    back
POST answer_claim          sign-in   no     no     no          no        no     form   no     no      form
GET  area                  sign-in   no     page   page        page      page   page   page   page    no
POST area                  -         -      -      -           -         -      -      -      -       -
GET  ask_for               sign-in   back   back   back        back      back   back   back   back    back
POST ask_for               sign-in   no     no     late        late      no     no     no     no      no
GET  attach                sign-in   back   back   back        back      back   back   back   back    back
POST attach                sign-in   no     form   form        no        no     form   no     no      no
GET  begin_fieldwork       sign-in   back   back   back        back      back   back   back   back    back
POST begin_fieldwork       sign-in   no     done   done        no        no     done   no     no      no
GET  calendar              sign-in   no     page   page        page      no     page   no     no      page
POST calendar              -         -      -      -           -         -      -      -      -       -
GET  calendars             sign-in   no     page   page        page      page   page   page   no      page
POST calendars             -         -      -      -           -         -      -      -      -       -
GET  call_off_fieldwork    sign-in   back   back   back        back      back   back   back   back    back
POST call_off_fieldwork    sign-in   no     done   done        no        no     done   no     no      no
GET  change_number         sign-in   back   back   back        back      back   back   back   back    back
POST change_number         sign-in   no     form   form        no        no     form   no     no      no
GET  close                 sign-in   back   back   back        back      back   back   back   back    back
POST close                 sign-in   no     late   late        no        no     late   no     no      no
GET  correct_researcher    sign-in   back   back   back        back      back   back   back   back    back
POST correct_researcher    sign-in   no     no     form        no        no     no     no     no      no
GET  course                sign-in   no     page   page        page      no     page   no     no      page
POST course                -         -      -      -           -         -      -      -      -       -
GET  courses               sign-in   no     page   page        page      page   page   page   no      page
POST courses               -         -      -      -           -         -      -      -      -       -
GET  decline               sign-in   back   back   back        back      back   back   back   back    back
POST decline               sign-in   no     no     form        form      no     no     no     no      no
GET  describe              sign-in   back   back   back        back      back   back   back   back    back
POST describe              sign-in   no     form   form        no        no     form   no     no      no
GET  desk                  sign-in   no     page   no          no        no     no     no     page    no
POST desk                  -         -      -      -           -         -      -      -      -       -
GET  dismiss_coordinator   sign-in   back   back   back        back      back   back   back   back    back
POST dismiss_coordinator   sign-in   no     done   done        done      no     done   no     no      done
GET  drop_leg              sign-in   back   back   back        back      back   back   back   back    back
POST drop_leg              sign-in   no     done   no          no        no     no     no     no      no
GET  enlarge               sign-in   back   back   back        back      back   back   back   back    back
POST enlarge               sign-in   no     done   no          no        no     no     no     no      no
GET  exempt_department     sign-in   back   back   back        back      back   back   back   back    back
POST exempt_department     sign-in   no     form   form        form      no     form   no     no      form
GET  fieldwork             sign-in   no     page   page        page      page   page   page   page    no
POST fieldwork             -         -      -      -           -         -      -      -      -       -
GET  finish_fieldwork      sign-in   back   back   back        back      back   back   back   back    back
POST finish_fieldwork      sign-in   no     form   form        no        no     form   no     no      no
GET  give_back             sign-in   back   back   back        back      back   back   back   back    back
POST give_back             sign-in   no     form   form        no        no     form   no     no      no
GET  give_role             sign-in   back   back   back        back      back   back   back   back    back
POST give_role             sign-in   no     no     no          no        no     no     no     no      form
GET  go_back               sign-in   back   back   back        back      back   back   back   back    back
POST go_back               sign-in   no     done   no          no        no     no     no     no      done
GET  hand_over             sign-in   back   back   back        back      back   back   back   back    back
POST hand_over             sign-in   no     form   form        no        no     form   no     no      no
GET  hide_researcher       sign-in   back   back   back        back      back   back   back   back    back
POST hide_researcher       sign-in   no     done   done        no        no     done   no     no      done
GET  home                  sign-in   page   page   page        page      page   page   page   page    page
POST home                  -         -      -      -           -         -      -      -      -       -
GET  join_again            sign-in   back   back   back        back      back   back   back   back    back
POST join_again            sign-in   no     late   no          no        no     no     no     no      no
GET  journal               sign-in   no     no     no          no        no     no     no     page    page
POST journal               -         -      -      -           -         -      -      -      -       -
GET  learned_model         sign-in   no     page   no          no        no     no     no     page    page
POST learned_model         -         -      -      -           -         -      -      -      -       -
GET  learning              sign-in   no     page   no          no        no     no     no     page    page
POST learning              -         -      -      -           -         -      -      -      -       -
GET  let_go                sign-in   back   back   back        back      back   back   back   back    back
POST let_go                sign-in   no     no     no          no        no     no     no     no      form
GET  letter                sign-in   no     page   page        page      page   page   page   page    page
POST letter                -         -      -      -           -         -      -      -      -       -
GET  lift_pause            sign-in   back   back   back        back      back   back   back   back    back
POST lift_pause            sign-in   no     no     no          no        no     no     no     no      no
GET  load_calendar         sign-in   back   back   back        back      back   back   back   back    back
POST load_calendar         sign-in   no     form   form        form      no     form   no     no      form
GET  log                   sign-in   back   back   back        back      back   back   back   back    back
POST log                   sign-in   no     form   form        no        no     form   no     no      no
GET  mail                  sign-in   no     page   page        page      page   page   page   page    page
POST mail                  -         -      -      -           -         -      -      -      -       -
GET  name_coordinator      sign-in   back   back   back        back      back   back   back   back    back
POST name_coordinator      sign-in   no     form   form        form      no     form   no     no      form
GET  new_password          sign-in   back   back   back        back      back   back   back   back    back
POST new_password          sign-in   no     no     no          no        no     no     no     no      page
GET  no_longer_ask_for     sign-in   back   back   back        back      back   back   back   back    back
POST no_longer_ask_for     sign-in   no     no     late        late      no     no     no     no      no
GET  norms                 sign-in   no     no     no          no        no     no     no     page    no
POST norms                 sign-in   no     no     no          no        no     no     no     form    no
GET  not_relevant          sign-in   back   back   back        back      back   back   back   back    back
POST not_relevant          sign-in   no     done   no          no        no     no     no     no      no
GET  one_fieldwork         sign-in   no     page   page        page      page   page   page   page    no
POST one_fieldwork         -         -      -      -           -         -      -      -      -       -
GET  outcome               sign-in   back   back   back        back      back   back   back   back    back
POST outcome               sign-in   no     late   no          no        no     no     no     no      no
GET  own_research          sign-in   page   page   page        page      page   page   page   page    page
POST own_research          sign-in   form   form   form        form      form   form   form   form    form
GET  pairs                 sign-in   no     page   no          no        no     no     no     no      page
POST pairs                 -         -      -      -           -         -      -      -      -       -
GET  parts                 sign-in   no     page   no          no        no     no     no     page    no
POST parts                 -         -      -      -           -         -      -      -      -       -
GET  password              sign-in   page   page   page        page      page   page   page   page    page
POST password              sign-in   form   form   form        form      form   form   form   form    form
GET  pause_area            sign-in   back   back   back        back      back   back   back   back    back
POST pause_area            sign-in   no     no     no          no        no     no     no     no      no
GET  people                sign-in   no     no     no          no        no     no     no     no      page
POST people                sign-in   no     no     no          no        no     no     no     no      form
GET  person                sign-in   no     no     no          no        no     no     no     no      page
POST person                -         -      -      -           -         -      -      -      -       -
GET  plan_fieldwork        sign-in   back   back   back        back      back   back   back   back    back
POST plan_fieldwork        sign-in   no     form   form        no        no     form   no     no      no
GET  project               sign-in   no     page   page        no        no     page   no     page    no
POST project               -         -      -      -           -         -      -      -      -       -
GET  project_new           sign-in   no     page   no          no        no     page   page   no      no
POST project_new           sign-in   no     form   no          no        no     form   form   no      no
GET  projects              sign-in   no     page   page        page      page   page   page   page    no
POST projects              -         -      -      -           -         -      -      -      -       -
GET  proposal              sign-in   no     page   page        page      no     no     no     no      no
POST proposal              -         -      -      -           -         -      -      -      -       -
GET  proposals             sign-in   no     page   page        page      page   no     no     no      no
POST proposals             -         -      -      -           -         -      -      -      -       -
GET  propose               sign-in   back   back   back        back      back   back   back   back    back
POST propose               sign-in   no     late   no          no        no     no     no     no      no
POST propose               sign-in   no     form   no          no        no     no     no     no      no
GET  put_back              sign-in   back   back   back        back      back   back   back   back    back
POST put_back              sign-in   no     done   no          no        no     no     no     no      no
GET  put_pair_back         sign-in   back   back   back        back      back   back   back   back    back
POST put_pair_back         sign-in   no     late   no          no        no     no     no     no      late
GET  question              sign-in   no     page   no          no        no     no     no     page    no
POST question              -         -      -      -           -         -      -      -      -       -
GET  reach                 sign-in   back   back   back        back      back   back   back   back    back
POST reach                 sign-in   no     form   form        no        no     form   no     no      no
GET  replace_leg           sign-in   back   back   back        back      back   back   back   back    back
POST replace_leg           sign-in   no     form   no          no        no     no     no     no      no
GET  researcher            sign-in   no     page   page        no        no     page   no     no      page
POST researcher            -         -      -      -           -         -      -      -      -       -
GET  researchers           sign-in   no     page   no          no        no     page   page   no      page
POST researchers           -         -      -      -           -         -      -      -      -       -
GET  round                 sign-in   no     page   page        page      no     no     no     page    page
POST round                 -         -      -      -           -         -      -      -      -       -
GET  round_add_course      sign-in   back   back   back        back      back   back   back   back    back
POST round_add_course      sign-in   no     form   form        form      no     no     no     no      no
GET  round_add_question    sign-in   back   back   back        back      back   back   back   back    back
POST round_add_question    sign-in   no     form   form        form      no     no     no     no      no
GET  round_add_supervisor  sign-in   back   back   back        back      back   back   back   back    back
POST round_add_supervisor  sign-in   no     form   form        form      no     no     no     no      no
GET  round_allow           sign-in   back   back   back        back      back   back   back   back    back
POST round_allow           sign-in   no     done   done        done      no     no     no     no      no
GET  round_appeal          sign-in   back   back   back        back      back   back   back   back    back
POST round_appeal          sign-in   no     form   form        form      no     no     no     no      no
GET  round_cancel          sign-in   back   back   back        back      back   back   back   back    back
POST round_cancel          sign-in   no     form   form        form      no     no     no     no      no
GET  round_close           sign-in   back   back   back        back      back   back   back   back    back
POST round_close           sign-in   no     late   late        late      no     no     no     no      no
GET  round_closes          sign-in   back   back   back        back      back   back   back   back    back
POST round_closes          sign-in   no     form   form        form      no     no     no     no      no
GET  round_compute         sign-in   back   back   back        back      back   back   back   back    back
POST round_compute         sign-in   no     late   late        late      no     no     no     no      no
GET  round_course_seats    sign-in   back   back   back        back      back   back   back   back    back
POST round_course_seats    sign-in   no     done   done        done      no     no     no     no      no
GET  round_describe        sign-in   back   back   back        back      back   back   back   back    back
POST round_describe        sign-in   no     form   form        form      no     no     no     no      no
GET  round_exclude         sign-in   back   back   back        back      back   back   back   back    back
POST round_exclude         sign-in   no     form   form        form      no     no     no     no      no
GET  round_fix             sign-in   back   back   back        back      back   back   back   back    back
POST round_fix             sign-in   no     form   form        form      no     no     no     no      no
GET  round_leave_out       sign-in   back   back   back        back      back   back   back   back    back
POST round_leave_out       sign-in   no     form   form        form      no     no     no     no      no
GET  round_lift            sign-in   back   back   back        back      back   back   back   back    back
POST round_lift            sign-in   no     late   late        late      no     no     no     no      no
GET  round_lift_limit      sign-in   back   back   back        back      back   back   back   back    back
POST round_lift_limit      sign-in   no     done   done        done      no     no     no     no      no
GET  round_limit           sign-in   back   back   back        back      back   back   back   back    back
POST round_limit           sign-in   no     form   form        form      no     no     no     no      no
GET  round_limit_asker     sign-in   back   back   back        back      back   back   back   back    back
POST round_limit_asker     sign-in   no     form   form        form      no     no     no     no      no
GET  round_new             sign-in   no     page   page        page      page   no     no     no      no
POST round_new             sign-in   no     form   form        form      form   no     no     no      no
GET  round_open            sign-in   back   back   back        back      back   back   back   back    back
POST round_open            sign-in   no     done   done        done      no     no     no     no      no
GET  round_parts           sign-in   no     page   page        page      no     no     no     page    page
POST round_parts           -         -      -      -           -         -      -      -      -       -
GET  round_plan            sign-in   no     page   page        page      no     no     no     page    page
POST round_plan            -         -      -      -           -         -      -      -      -       -
GET  round_plans           sign-in   no     page   page        page      no     no     no     page    page
POST round_plans           -         -      -      -           -         -      -      -      -       -
GET  round_policies        sign-in   back   back   back        back      back   back   back   back    back
POST round_policies        sign-in   no     late   late        late      no     no     no     no      no
GET  round_policy          sign-in   back   back   back        back      back   back   back   back    back
POST round_policy          sign-in   no     form   form        form      no     no     no     no      no
GET  round_publish         sign-in   back   back   back        back      back   back   back   back    back
POST round_publish         sign-in   no     late   late        late      no     no     no     no      no
GET  round_put_in          sign-in   back   back   back        back      back   back   back   back    back
POST round_put_in          sign-in   no     form   form        form      no     no     no     no      no
GET  round_rank_teams      sign-in   back   back   back        back      back   back   back   back    back
POST round_rank_teams      sign-in   no     done   done        done      no     no     no     no      no
GET  round_remove_course   sign-in   back   back   back        back      back   back   back   back    back
POST round_remove_course   sign-in   no     late   late        late      no     no     no     no      no
GET  round_remove_question sign-in   back   back   back        back      back   back   back   back    back
POST round_remove_question sign-in   no     done   done        done      no     no     no     no      no
GET  round_remove_supervisor sign-in   back   back   back        back      back   back   back   back    back
POST round_remove_supervisor sign-in   no     done   done        done      no     no     no     no      no
GET  round_seats           sign-in   back   back   back        back      back   back   back   back    back
POST round_seats           sign-in   no     form   form        form      no     no     no     no      no
GET  round_settle          sign-in   back   back   back        back      back   back   back   back    back
POST round_settle          sign-in   no     late   late        late      no     no     no     no      no
GET  round_stop            sign-in   back   back   back        back      back   back   back   back    back
POST round_stop            sign-in   no     late   late        late      no     no     no     no      no
GET  round_take_out        sign-in   back   back   back        back      back   back   back   back    back
POST round_take_out        sign-in   no     form   form        form      no     no     no     no      no
GET  round_teams           sign-in   no     page   page        page      no     no     no     page    page
POST round_teams           -         -      -      -           -         -      -      -      -       -
GET  round_teams_file      sign-in   back   back   back        back      back   back   back   back    back
POST round_teams_file      sign-in   no     form   form        form      no     no     no     no      no
GET  round_what_if         sign-in   back   back   back        back      back   back   back   back    back
POST round_what_if         sign-in   no     form   form        form      no     no     no     no      no
GET  rounds                sign-in   no     page   page        page      page   no     no     page    page
POST rounds                -         -      -      -           -         -      -      -      -       -
GET  set_calendar          sign-in   no     page   page        page      no     page   no     no      page
POST set_calendar          sign-in   no     form   form        form      no     form   no     no      form
GET  set_limit             sign-in   back   back   back        back      back   back   back   back    back
POST set_limit             sign-in   no     no     no          no        no     no     no     form    no
GET  set_window            sign-in   back   back   back        back      back   back   back   back    back
POST set_window            sign-in   no     done   done        done      no     done   no     no      done
GET  sharpen               sign-in   back   back   back        back      back   back   back   back    back
POST sharpen               sign-in   no     form   no          no        no     no     no     no      no
GET  split                 sign-in   back   back   back        back      back   back   back   back    back
POST split                 sign-in   no     form   no          no        no     no     no     no      no
GET  start                 sign-in   back   back   back        back      back   back   back   back    back
POST start                 sign-in   no     done   done        no        no     done   no     no      no
GET  stop                  sign-in   back   back   back        back      back   back   back   back    back
POST stop                  sign-in   no     form   form        no        no     form   no     no      no
GET  strike_out            sign-in   back   back   back        back      back   back   back   back    back
POST strike_out            sign-in   no     done   no          no        no     no     no     no      done
GET  study_new             sign-in   no     page   page        page      page   page   page   no      no
POST study_new             sign-in   no     form   form        form      form   form   form   no      no
GET  take_back             sign-in   back   back   back        back      back   back   back   back    back
POST take_back             sign-in   no     done   no          no        no     no     no     no      no
GET  take_back_calendar    sign-in   back   back   back        back      back   back   back   back    back
POST take_back_calendar    sign-in   no     done   done        done      no     done   no     no      done
GET  take_questions        sign-in   back   back   back        back      back   back   back   back    back
POST take_questions        sign-in   no     form   form        form      no     form   no     no      form
GET  take_role             sign-in   back   back   back        back      back   back   back   back    back
POST take_role             sign-in   no     no     no          no        no     no     no     no      done
GET  terms                 sign-in   no     page   no          no        no     no     no     no      page
POST terms                 sign-in   no     form   no          no        no     no     no     no      form
GET  try_again             sign-in   back   back   back        back      back   back   back   back    back
POST try_again             sign-in   no     late   no          no        no     no     no     no      late
GET  use_model             sign-in   back   back   back        back      back   back   back   back    back
POST use_model             sign-in   no     late   no          no        no     no     no     no      late
"""


def _read(table: str) -> dict[tuple[str, str], dict[str, str]]:
    lines = [line.split() for line in table.strip("\n").splitlines()[2:]]
    return {(line[0], line[1]): dict(zip(COLUMNS, line[2:], strict=True)) for line in lines}


MATRIX = _read(TABLE)
