"""What must be said beside a figure, word for word, so that no chapter can leave it out or soften it.

One constant for each kind of figure that is never printed alone. A test reads finished reports and holds that each
stands where such a figure does.
"""

from glasshouse.report.sentences import WHY_GROUPS_DIFFER

GROUPS = WHY_GROUPS_DIFFER
IN_ERROR = (
    "In error: the same rules on the true part of the same records would not bring the sanction. Against a right: it "
    "hangs on protected conduct, identity, kin, association or absence. The two stand side by side and are not summed; "
    "the denominator is all sanction-days, or all person-years of those old enough for records."
)
FORETELLING = (
    "What a score foretells rests on how alike one person\u2019s conduct is in different domains of life, which is an "
    "assumption of the conduct file (generality) and no finding."
)
CHILLING = (
    "How far people fall silent rests on one interrupted series, from one country, about reading. It is the whole "
    "fall, of those sanctioned for such an act as well."
)
DETERRENCE = (
    "Deterrence is counted in acts with a victim that were truly done, not in records. Only those who have heard of a "
    "rule can be deterred by it, and how many have is an assumption."
)
BENEFITS = "Benefits stand by who has them and who pays, and no sum is made of them."
TRUST = "How trust moves among strangers is a scenario: its sign has a source, its size is assumed."
SEVERITY = "Severity-days are days under a sanction, each as severe as the declared table says."
FALSIFICATION = (
    "What is said beside what is thought hangs on the mode of asking, and how many say what they do not think is an "
    "assumption."
)
DISTRICTS = (
    "People know, work and marry within districts of {size} people. Results on kin, ties and work that move with the "
    "size of a district are bounded by that wall."
)
ASSUMPTIONS = (
    "What the assumptions leave open is not computed in this report: the intervals here are of chance, and the answer "
    "can move further within the ranges that the conduct file declares."
)
WEIGHED = (
    "Beside chance stand assumptions: the least and the most over the conducts {conducts}, in worlds of {citizens} "
    "people each and in this run, or over a declared range. They leave out what nobody thought to vary."
)
"""What stands in place of ``ASSUMPTIONS`` where conducts were weighed."""
SAFEGUARDS = (
    "Safeguards interact, each has one setting here, and it works as its file says: this ranks nothing. It is under "
    "the conduct {conduct}, and the range over all conducts stands beside it."
)
COST = "Minutes are declared with a range, without a published figure; time and money are not summed."
LAW = (
    "As if operated there on that day: no regime here is known to be operated so, rules are paraphrases that no lawyer "
    "has read, and nothing here is legal advice."
)
RATIOS = "Of acts that a right protects ratios alone are printed."
SAMPLE = "Of the panel: sampled citizens whose every day is recorded."
