# SPDX-License-Identifier: EUPL-1.2
"""Speed and memory, beside a peer or a limit in the same run. Never part of the tests."""
