# SPDX-License-Identifier: EUPL-1.2
"""What is said of a domain's mail records: for each finding what it means, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.mail.deliverability.finding import Finding, Level, Reason

Said = str | Promise

LEVELS: dict[Level, Said] = {
    Level.OK: _("good"),
    Level.ATTENTION: _("attention"),
    Level.PROBLEM: _("problem"),
}
NO_LIBRARY = _(
    "dnspython is missing, so DNS cannot be asked. Install the extra “mail”, or give the records as text."
)
_ASK_MAIL_SERVER = _("Ask who keeps your mail server which servers send for you, and name them.")
_MEND = _("Correct the record at your DNS provider.")
_ONE_RECORD = _("Keep one, and delete the others at your DNS provider.")

SAYS: dict[Reason, tuple[Said, Said]] = {
    Reason.NO_ANSWER: (
        _("Nobody answered our question about %(name)s. Whether there is a record is not known."),
        _("Try again later, or give the record as text."),
    ),
    Reason.SPF_NONE: (
        _("There is no SPF record: no server is named that may send for this domain."),
        _ASK_MAIL_SERVER,
    ),
    Reason.SPF_SEVERAL: (
        _("There are %(number)s SPF records. Receivers then believe none of them."),
        _("Put all servers in one record, and delete the others at your DNS provider."),
    ),
    Reason.SPF_NOT_SPF: (
        _("This is no SPF record: it must begin with “v=spf1” and a space, in plain letters."),
        _MEND,
    ),
    Reason.SPF_TERM: (
        _("“%(term)s” cannot be read. Receivers then believe nothing of the record."),
        _MEND,
    ),
    Reason.SPF_NETWORK: (
        _("“%(term)s” lets millions of servers send for this domain."),
        _("Name your own servers only."),
    ),
    Reason.SPF_ALL_FAIL: (_("Servers that are not named may not send for this domain."), ""),
    Reason.SPF_ALL_SOFTFAIL: (
        _("Letters from servers that are not named are suspect; DMARC decides what happens to them."),
        "",
    ),
    Reason.SPF_ALL_NEUTRAL: (
        _("“?all” says nothing about servers that are not named: they are treated as without SPF."),
        _("End the record with “-all” or “~all”."),
    ),
    Reason.SPF_ALL_PASS: (
        _("“+all” lets every server in the world send for this domain."),
        _("End the record with “-all” or “~all”."),
    ),
    Reason.SPF_NO_ALL: (
        _("The record does not end with “all”: servers that are not named are treated as without SPF."),
        _("End the record with “-all” or “~all”."),
    ),
    Reason.SPF_NOBODY: (
        _("No server at all may send for this domain."),
        _("Right for a domain that sends no mail. If yours does: name its servers before “all”."),
    ),
    Reason.SPF_AFTER_ALL: (
        _("“%(terms)s” is never reached, because of “all”."),
        _("Put “all” at the end, and leave out what stands behind it."),
    ),
    Reason.SPF_PTR: (
        _("“ptr” is slow and unreliable, and some receivers pass over it."),
        _("Name the servers by address or by name instead."),
    ),
    Reason.SPF_LOOKUPS: (_("Receivers ask DNS %(number)s times. Ten is the most that is allowed."), ""),
    Reason.SPF_LOOKUPS_NEAR: (
        _("Receivers ask DNS %(number)s times. Ten is the most, and a provider may add one any day."),
        _("Leave out services that no longer send for you."),
    ),
    Reason.SPF_LOOKUPS_MANY: (
        _("Receivers must ask DNS %(number)s times, and stop at ten. They believe nothing of the record."),
        _("Leave out services that no longer send for you, or name servers by their addresses."),
    ),
    Reason.SPF_NOT_COUNTED: (
        _("What stands behind %(domains)s was not seen. So there may be more questions to DNS."),
        _("Look again with --look-up, or give those records in a file."),
    ),
    Reason.SPF_VOID: (
        _("%(domain)s is named, and does not exist or has no such record."),
        _("Leave it out: after two of these, receivers believe nothing of the record."),
    ),
    Reason.SPF_VOID_MANY: (
        _("%(domain)s does not exist or has no such record. It is one of %(number)s, and two are allowed."),
        _("Leave them out: receivers now believe nothing of the record."),
    ),
    Reason.SPF_INCLUDED_NONE: (
        _("%(domain)s is named, and has no single SPF record. Receivers then believe nothing of yours."),
        _("Leave it out, or ask that service what to name instead."),
    ),
    Reason.SPF_LOOP: (
        _("%(domain)s refers back to where we came from, without end."),
        _("Take out the reference that closes the circle."),
    ),
    Reason.DKIM_NO_SELECTOR: (
        _("No DKIM key was looked at: DNS has no list of them."),
        _("Name its selector: --dkim SELECTOR. A letter's header DKIM-Signature says it behind “s=”."),
    ),
    Reason.DKIM_NONE: (
        _("There is no DKIM key at %(name)s: signatures under this name cannot be checked."),
        _("Publish the key's record there, or name the right selector."),
    ),
    Reason.DKIM_SEVERAL: (
        _("There are several records at %(name)s: which one a receiver takes is chance."),
        _ONE_RECORD,
    ),
    Reason.DKIM_SYNTAX: (
        _("Key %(selector)s: the record cannot be read. It must look like “v=DKIM1; k=rsa; p=…”."),
        _MEND,
    ),
    Reason.DKIM_VERSION: (
        _("Key %(selector)s: the record names a version, and not “v=DKIM1” as its first tag."),
        _MEND,
    ),
    Reason.DKIM_REVOKED: (
        _("Key %(selector)s was taken back: its record is empty after “p=”. Signatures with it fail."),
        _("Sign with another key, and publish that one."),
    ),
    Reason.DKIM_KEY_TYPE: (
        _("Key %(selector)s is of the unknown kind “%(kind)s”."),
        _("Publish an RSA key of 2048 bits."),
    ),
    Reason.DKIM_KEY_UNREADABLE: (
        _("Key %(selector)s cannot be read: it is damaged or cut off. Signatures with it fail."),
        _("Paste the record once more, whole. Long ones may need to be cut in pieces in quotes."),
    ),
    Reason.DKIM_KEY_WEAK: (
        _("Key %(selector)s has %(bits)s bits. That can be broken, and receivers refuse it."),
        _("Publish an RSA key of 2048 bits."),
    ),
    Reason.DKIM_KEY_SHORT: (
        _("Key %(selector)s has %(bits)s bits. That is still accepted, and 2048 is advised."),
        _("Make a key of 2048 bits under a new selector."),
    ),
    Reason.DKIM_KEY: (_("Key %(selector)s can be read and has %(bits)s bits."), ""),
    Reason.DKIM_ED25519: (
        _("Key %(selector)s is of the kind Ed25519. Not every receiver can check that."),
        _("Sign with an RSA key as well."),
    ),
    Reason.DKIM_TESTING: (
        _("Key %(selector)s says that it is being tested (“t=y”): receivers treat letters as unsigned."),
        _("Take “t=y” out when letters arrive well."),
    ),
    Reason.DKIM_SHA1: (
        _("Key %(selector)s allows only methods that nobody uses any more (“h=”). Signatures fail."),
        _("Take “h=” out of the record."),
    ),
    Reason.DKIM_NOT_MAIL: (
        _("Key %(selector)s is not meant for mail (“s=”). Signatures fail."),
        _("Take “s=” out of the record."),
    ),
    Reason.DMARC_NONE: (
        _("There is no DMARC record at %(name)s. Large mail providers refuse newsletters without one."),
        _("Publish there: v=DMARC1; p=none; rua=mailto:… Make it stricter once the reports are clean."),
    ),
    Reason.DMARC_SEVERAL: (
        _("There are %(number)s DMARC records. Receivers then follow none of them."),
        _ONE_RECORD,
    ),
    Reason.DMARC_SYNTAX: (
        _("This is no DMARC record: it must look like “v=DMARC1; p=none; rua=mailto:…”."),
        _MEND,
    ),
    Reason.DMARC_PARENT: (_("The record of %(domain)s holds here, because this domain has none."), ""),
    Reason.DMARC_NO_POLICY: (
        _("The record says no policy (“p=”). Older receivers pass over it, newer ones only watch."),
        _("Add “p=none” right after “v=DMARC1”, or a stricter one."),
    ),
    Reason.DMARC_UNKNOWN_POLICY: (
        _("“%(tag)s” is no policy. Receivers pass over the record, or only watch."),
        _("Write none, quarantine or reject."),
    ),
    Reason.DMARC_WATCHES: (
        _("Receivers let false letters in your name through, and report them at most (“p=none”)."),
        _("Read the reports. Once your own letters pass: “p=quarantine”, then “p=reject”."),
    ),
    Reason.DMARC_QUARANTINES: (_("Receivers put false letters in your name with the unwanted mail."), ""),
    Reason.DMARC_REJECTS: (_("Receivers refuse false letters in your name."), ""),
    Reason.DMARC_SUBDOMAINS_WEAKER: (
        _("“%(tag)s” is weaker than the policy itself: names below this domain can be abused."),
        _("Take it out, or make it as strict."),
    ),
    Reason.DMARC_NO_REPORTS: (
        _("Nobody gets reports about letters in your name."),
        _("Add an address for them: rua=mailto:…"),
    ),
    Reason.DMARC_REPORT_ADDRESS: (
        _("“%(address)s” is no address for reports."),
        _("Write it as mailto:name@domain, with commas between several."),
    ),
    Reason.DMARC_REPORTS_UNASKED: (
        _("Reports go to another domain, which does not say that it takes them."),
        _("Ask that domain to publish “v=DMARC1” at %(name)s."),
    ),
    Reason.DMARC_FAILURE_REPORTS: (
        _("“ruf=” asks for copies of letters: they hold personal data of your readers."),
        _("Take “ruf=” out, unless your privacy officer agreed to it."),
    ),
    Reason.DMARC_REMOVED_TAG: (
        _("“%(tag)s” no longer exists since RFC 9989. Some receivers still follow it, others do not."),
        _("Take it out. To try a policy first, write “t=y”."),
    ),
    Reason.DMARC_TESTING: (
        _("The policy is being tried (“t=y”): receivers do one step less than it says."),
        _("Take “t=y” out once the reports are clean."),
    ),
    Reason.DMARC_ALONE: (
        _("The policy is strict, and neither SPF nor DKIM can prove a letter: all your letters are refused."),
        _("Publish SPF and a DKIM key first, or make the policy “p=none” until then."),
    ),
    Reason.SENDER_FITS: (_("Our letters come from this domain, so these records speak for them."), ""),
    Reason.SENDER_BELOW: (
        _("Our letters come from %(sender)s, which belongs to the same house: these records speak for them."),
        "",
    ),
    Reason.SENDER_STRICT: (
        _("Our letters come from %(sender)s, and the DMARC record asks for exactly the same domain."),
        _("Send from %(domain)s, or take “adkim=s” and “aspf=s” out."),
    ),
    Reason.SENDER_ELSEWHERE: (
        _("Our letters come from %(sender)s. The records of %(domain)s say nothing about them."),
        _("Check %(sender)s, or change “from=” in KENNISSTAD_SMTP."),
    ),
}


def says(finding: Finding) -> tuple[str, str]:
    """Give what a finding means and what to do, in the language in use; nothing to do gives no words."""
    means, advice = SAYS[finding.reason]
    return str(means) % finding.facts, str(advice) % finding.facts if advice else ""
