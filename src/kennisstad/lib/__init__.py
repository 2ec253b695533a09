# SPDX-License-Identifier: EUPL-1.2
"""Plain Python used by more than one package."""
