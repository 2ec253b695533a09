# SPDX-License-Identifier: EUPL-1.2
"""What a domain says about its mail in DNS, and whether letters from it will be believed. Plain functions.

Words: SPF (RFC 7208) names the servers that may send for a domain; DKIM (RFC 6376, 8301, 8463) holds the key
that letters are signed with; DMARC (RFC 9989) says what to do with a letter that neither proves. A record is
the text of one of them. What is seen in it is a finding; `mail.deliverability_wording` says each in words.

Records come from text, a file (`given`) or from DNS (`lookup`, which needs dnspython).
"""
