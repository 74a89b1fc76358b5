"""What the reader of web pages is made of: bytes → markup → pieces of text → which of them are the page's text."""
