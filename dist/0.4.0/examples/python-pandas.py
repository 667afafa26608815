# Run by us: it prints what examples/expected.txt holds.
# In the folder of the release: python3 examples/python-pandas.py

import pandas as pd
claims = pd.read_feather("arrow/claims.arrow")
estimates = pd.read_feather("arrow/estimates.arrow")

killed = estimates[(estimates["measure"] == "killed") & (estimates["population"] == "people")]
killed = killed[["event_id", "count_basis", "low", "best", "high", "high_unbounded"]]
killed = killed.assign(high_unbounded=killed["high_unbounded"].map({True: "true", False: "false"}))
print(f"claims,estimates\n{len(claims)},{len(estimates)}")
print(killed.to_csv(index=False, lineterminator="\n"), end="")
