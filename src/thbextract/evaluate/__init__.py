"""Score against gold: what the codebook's section 5 says, over gold in either of its two forms."""

from thbextract.evaluate.gold import GoldClaim, GoldDocument, load_gold
from thbextract.evaluate.score import Report, Tally, by_name, score

__all__ = ["GoldClaim", "GoldDocument", "Report", "Tally", "by_name", "load_gold", "score"]
