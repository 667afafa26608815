# Run by us: it prints what examples/expected.txt holds.
# In the folder of the release: python3 examples/python-polars.py

import polars as pl
claims = pl.read_ipc("arrow/claims.arrow")
estimates = pl.read_ipc("arrow/estimates.arrow")

killed = estimates.filter(pl.col("measure") == "killed", pl.col("population") == "people")
killed = killed.select("event_id", "count_basis", "low", "best", "high", "high_unbounded")
print(f"claims,estimates\n{len(claims)},{len(estimates)}")
print(killed.write_csv(), end="")
