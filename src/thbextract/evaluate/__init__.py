"""Score against gold: what the codebook's section 5 says, over gold in any of its forms."""

from thbextract.evaluate.gold import Gold, GoldClaim, GoldDocument, load_gold, read_gold
from thbextract.evaluate.score import Report, Tally, by_name, score

__all__ = ["Gold", "GoldClaim", "GoldDocument", "Report", "Tally", "by_name", "load_gold", "read_gold", "score"]
