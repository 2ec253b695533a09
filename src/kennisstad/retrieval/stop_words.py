# SPDX-License-Identifier: EUPL-1.2
"""Words that say nothing about a subject, as they stand after case, accents and apostrophes are folded.

Also the best witnesses of a language: see `detection.py`. Words that carry a subject in a city stay out of
the lists, however common: *werk*, *huis*, *school*, *help*, *work*, *home*.
"""

from collections.abc import Mapping

from kennisstad.retrieval.language import Language

_NL = """
    aan aangaande achter af al aldus alhoewel alle allebei alleen allemaal alles als alsmede alsnog
    altijd ander andere anderen anders behalve ben bent bepaald beide bij bijna bijvoorbeeld binnen
    boven bovendien buiten daar daarbij daardoor daarin daarna daarom daarop daarvan daarvoor dan
    dat de deed deden den der des deze dezelfde die dit doe doen doet door dus echter een eens eer
    eerder eigen eigenlijk elk elke elkaar en enige enkel enkele er erg ergens erin erop erover
    ervan ervoor etc even geen geweest gaan gaat gedaan gehad gewoon geworden ging haar had hadden
    heb hebben hebt heeft heel hele hem hen het hetzelfde hier hierbij hierdoor hierin hierna hij
    hoe hoeveel hoewel hun iemand iets ik in inclusief indien ieder iedere iedereen is ja je jij jou
    jouw jullie kan kon konden kun kunnen kunt laat later liever maar maak maakt maken me mee meer
    meest meestal men met mij mijn mijzelf minder misschien mocht mochten moest moesten moet moeten
    mogen n na naar naast nee net niemand niet niets nog nogal nooit nou nu of ofwel om omdat
    omtrent onder ondanks ons onze ook op over overal overigens per pas precies s samen sedert sinds
    slechts sommige soms straks t te tegen ten tenzij ter terug terwijl toch toe toen tot totdat
    tussen u uit uw uzelf vaak van vanaf vanuit vanwege veel via volgens voor vooral voordat voorbij
    waar waarbij waardoor waarin waarmee waarom waarop waarover waarvan waarvoor wanneer want waren
    was wat we wel welk welke werd werden wie wiens wij wil wilde willen wilt word worden wordt zal
    ze zeer zei zelf zelfde zelfs zich zichzelf zij zijn zo zoals zodat zoiets zonder zou zouden
    zowel zullen zult
    weer staan staat stond krijgen krijgt kregen jaar jaren twee drie vier vijf zes zeven acht negen tien
"""

_EN = """
    a about above across after again against all almost alone along already also although always am
    among an and another any anybody anyone anything are arent around as at away be became because
    become becomes been before behind being below beside besides between beyond both but by came can
    cannot cant come comes could couldnt d did didnt do does doesnt doing done dont down during each
    either else enough etc even ever every everybody everyone everything few for from further get
    gets getting give given go goes going gone got had hadnt has hasnt have havent having he her
    here hers herself him himself his how however i id if ill im in indeed instead into is isnt it
    its itself ive just least less let lets like ll made make makes making many may maybe me mere
    might mine more most mostly much must my myself neither never no nobody none nor not nothing now
    of off often on once one only onto or other others otherwise our ours ourselves out over own per
    perhaps please quite rather re really s same shall she should shouldnt since so some somebody
    someone something sometimes somewhere soon still such t than that thats the their theirs them
    themselves then there thereby therefore theres these they theyre theyve thing things this those
    though through throughout thus to together too toward towards under unless until up upon us use
    used using ve very via want wants was wasnt we well were werent weve what whatever whats when
    whenever where whereas wherever whether which while who whoever whom whose why will with within
    without wont would wouldnt yes yet you your youre yours yourself yourselves youve
    year years two three four five six seven eight nine ten
"""

STOP_WORDS: Mapping[Language, frozenset[str]] = {"nl": frozenset(_NL.split()), "en": frozenset(_EN.split())}
"""Per language, the words that no ranking counts."""
