"""spaCy components: thin adapters that find what `normalize` and the packs describe."""
