# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with a model."""


class ModelUnusable(Exception):
    """No vectors can be made; the message is a sentence for whoever runs the site."""
