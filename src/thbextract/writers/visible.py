"""Text that a terminal shows as it is, whatever is in it."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    """`text` on one line, with what could steer a terminal made harmless.

    Line breaks and tabs become blanks; control characters (escape sequences), marks that turn the
    direction of writing, and halves of characters are shown as the sign for an unknown character.
    """
    blank = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char for char in blank)
