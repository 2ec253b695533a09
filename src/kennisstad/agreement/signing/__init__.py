# SPDX-License-Identifier: EUPL-1.2
"""Signatures in a PDF, as plain functions over bytes: put one in, and say what those in it are worth.

Words: a key signs, and comes with a certificate that says whose it is. Every signature is an addition to the
file: what stood there stays byte for byte, and is a revision of its own. What refuses is `Refused`, with a
reason; `agreement.signing_wording` says each in a sentence.

The profile is PAdES B-B (ETSI EN 319 142-1): no time stamp from elsewhere, so the time is what the signer's
own clock said. Nothing is fetched from anywhere. `loading.part` brings the modules that need pyHanko.
"""
