# SPDX-License-Identifier: EUPL-1.2
"""What was seen in a domain's records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Part(StrEnum):
    SPF = "SPF"
    DKIM = "DKIM"
    DMARC = "DMARC"
    SENDER = "From"


class Level(StrEnum):
    OK = "ok"
    ATTENTION = "attention"
    PROBLEM = "problem"


class Reason(StrEnum):
    NO_ANSWER = "no-answer"

    SPF_NONE = "spf-none"
    SPF_SEVERAL = "spf-several"
    SPF_NOT_SPF = "spf-not-spf"
    SPF_TERM = "spf-term"
    SPF_NETWORK = "spf-network"
    SPF_ALL_FAIL = "spf-all-fail"
    SPF_ALL_SOFTFAIL = "spf-all-softfail"
    SPF_ALL_NEUTRAL = "spf-all-neutral"
    SPF_ALL_PASS = "spf-all-pass"  # noqa: S105
    SPF_NO_ALL = "spf-no-all"
    SPF_NOBODY = "spf-nobody"
    SPF_AFTER_ALL = "spf-after-all"
    SPF_PTR = "spf-ptr"
    SPF_LOOKUPS = "spf-lookups"
    SPF_LOOKUPS_NEAR = "spf-lookups-near"
    SPF_LOOKUPS_MANY = "spf-lookups-many"
    SPF_NOT_COUNTED = "spf-not-counted"
    SPF_VOID = "spf-void"
    SPF_VOID_MANY = "spf-void-many"
    SPF_INCLUDED_NONE = "spf-included-none"
    SPF_LOOP = "spf-loop"

    DKIM_NO_SELECTOR = "dkim-no-selector"
    DKIM_NONE = "dkim-none"
    DKIM_SEVERAL = "dkim-several"
    DKIM_SYNTAX = "dkim-syntax"
    DKIM_VERSION = "dkim-version"
    DKIM_REVOKED = "dkim-revoked"
    DKIM_KEY_TYPE = "dkim-key-type"
    DKIM_KEY_UNREADABLE = "dkim-key-unreadable"
    DKIM_KEY_WEAK = "dkim-key-weak"
    DKIM_KEY_SHORT = "dkim-key-short"
    DKIM_KEY = "dkim-key"
    DKIM_ED25519 = "dkim-ed25519"
    DKIM_TESTING = "dkim-testing"
    DKIM_SHA1 = "dkim-sha1"
    DKIM_NOT_MAIL = "dkim-not-mail"

    DMARC_NONE = "dmarc-none"
    DMARC_SEVERAL = "dmarc-several"
    DMARC_SYNTAX = "dmarc-syntax"
    DMARC_PARENT = "dmarc-parent"
    DMARC_NO_POLICY = "dmarc-no-policy"
    DMARC_UNKNOWN_POLICY = "dmarc-unknown-policy"
    DMARC_WATCHES = "dmarc-watches"
    DMARC_QUARANTINES = "dmarc-quarantines"
    DMARC_REJECTS = "dmarc-rejects"
    DMARC_SUBDOMAINS_WEAKER = "dmarc-subdomains-weaker"
    DMARC_NO_REPORTS = "dmarc-no-reports"
    DMARC_REPORT_ADDRESS = "dmarc-report-address"
    DMARC_REPORTS_UNASKED = "dmarc-reports-unasked"
    DMARC_FAILURE_REPORTS = "dmarc-failure-reports"
    DMARC_REMOVED_TAG = "dmarc-removed-tag"
    DMARC_TESTING = "dmarc-testing"
    DMARC_ALONE = "dmarc-alone"

    SENDER_FITS = "sender-fits"
    SENDER_BELOW = "sender-below"
    SENDER_STRICT = "sender-strict"
    SENDER_ELSEWHERE = "sender-elsewhere"


@dataclass(frozen=True)
class Finding:
    part: Part
    level: Level
    reason: Reason
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the sentences name: a term, a domain, a number."""
