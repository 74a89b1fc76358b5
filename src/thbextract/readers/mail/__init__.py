"""What the reader of mails is made of: the parts of a message, and the lines of a text that are no part of it."""
