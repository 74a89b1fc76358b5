"""The review page: texts with their claims in one HTML file that opens from disk and loads nothing."""
