# SPDX-License-Identifier: EUPL-1.2
"""Mail that comes back: what a message says about letters that we sent. Plain functions over bytes.

Words: a bounce says what became of a letter (RFC 3464, a "DSN"), a complaint that a reader called it unwanted
(RFC 5965, "ARF"), an auto-reply that a machine answered for a person (RFC 3834). A bounce has an outcome per
recipient. An outcome is hard when no later letter can arrive either, and soft when one may.

`reading.read_report` reads one message; `verp` makes return addresses that say which letter comes back.
"""
