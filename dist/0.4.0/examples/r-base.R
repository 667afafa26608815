# Run by us: it prints what examples/expected.txt holds.
# In the folder of the release: Rscript examples/r-base.R

types <- c(int32 = "integer", float64 = "numeric", bool = "logical", date32 = "Date", utf8 = "character", dictionary = "character")
dictionary <- read.csv("dictionary/dictionary.csv", colClasses = "character", encoding = "UTF-8")
read_table <- function(name) {
  arrived <- types[dictionary$arrow_type[dictionary$table == name]]
  read.csv(sprintf("csv/%s.csv", name), colClasses = unname(arrived), na.strings = "", encoding = "UTF-8")
}
claims <- read_table("claims")
estimates <- read_table("estimates")

killed <- estimates[estimates$measure == "killed" & estimates$population == "people", ]
killed <- killed[c("event_id", "count_basis", "low", "best", "high", "high_unbounded")]
killed$high_unbounded <- tolower(killed$high_unbounded)
print_csv <- function(rows) write.csv(as.data.frame(rows), quote = FALSE, na = "", row.names = FALSE)
print_csv(data.frame(claims = nrow(claims), estimates = nrow(estimates)))
print_csv(killed)
