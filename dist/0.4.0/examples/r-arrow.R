# Not run by us: it should print what examples/expected.txt holds.
# In the folder of the release: Rscript examples/r-arrow.R

library(arrow)
claims <- read_ipc_file("arrow/claims.arrow")
estimates <- read_ipc_file("arrow/estimates.arrow")

killed <- estimates[estimates$measure == "killed" & estimates$population == "people", ]
killed <- killed[c("event_id", "count_basis", "low", "best", "high", "high_unbounded")]
killed$high_unbounded <- tolower(killed$high_unbounded)
print_csv <- function(rows) write.csv(as.data.frame(rows), quote = FALSE, na = "", row.names = FALSE)
print_csv(data.frame(claims = nrow(claims), estimates = nrow(estimates)))
print_csv(killed)
