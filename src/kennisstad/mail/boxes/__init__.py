# SPDX-License-Identifier: EUPL-1.2
"""Mailboxes that a program empties: a Maildir, an mbox file, or a folder on an IMAP server. No database.

Words: a box is emptied by handing each new message to `take`, which answers whether a person should look at
it as well. Only after that answer the message counts as read: a stop at any moment loses none, and one may be
handed over twice.
"""
