"""Document level: what a document says of itself, and how it carries over to its claims."""
