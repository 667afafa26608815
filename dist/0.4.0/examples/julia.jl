# Not run by us: it should print what examples/expected.txt holds.
# In the folder of the release: julia examples/julia.jl

using Arrow, CSV, DataFrames
claims = DataFrame(Arrow.Table("arrow/claims.arrow"))
estimates = DataFrame(Arrow.Table("arrow/estimates.arrow"))

killed = estimates[(estimates.measure .== "killed") .& (estimates.population .== "people"), :]
killed = killed[:, [:event_id, :count_basis, :low, :best, :high, :high_unbounded]]
println("claims,estimates\n", nrow(claims), ",", nrow(estimates))
CSV.write(stdout, killed)
