# SPDX-License-Identifier: EUPL-1.2
"""What every record and page that editors keep shares: the journal hears of each change, images are safe.

Words: an image is a picture that an editor sent in and that we drew anew; a rendition is one size of it.
"""
