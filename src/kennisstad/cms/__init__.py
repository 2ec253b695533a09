# SPDX-License-Identifier: EUPL-1.2
"""What every record and page that editors keep shares: the journal hears of each change."""
