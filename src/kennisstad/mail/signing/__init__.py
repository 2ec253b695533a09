# SPDX-License-Identifier: EUPL-1.2
"""DKIM signatures (RFC 6376, 8301): plain functions over the bytes of a message.

Words: a key signs, a selector is the name under which its public half stands in DNS, at
`SELECTOR._domainkey.DOMAIN`. `message.Signer` signs; `keys` makes and reads keys and needs cryptography,
which not every installation has: `loading` brings it. `mail.signature` signs as this site's settings say.

Why not dkimpy: it does the arithmetic of RSA in Python, 24 ms a message where this takes 1.5. It checks our
signatures in the tests.
"""
