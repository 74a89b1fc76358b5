"""`python -m thbextract` is the command."""

from thbextract.cli import main

main()
