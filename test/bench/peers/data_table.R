# R's data.table at the work of the peers: `Rscript data_table.R FOLDER OUTPUT`. Base R has no JSON and no Arrow: JSON is pasted together,
# the columnar file is R's own (saveRDS).
library(data.table)

arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
output <- arguments[2]
seconds <- list()
before <- proc.time()[["elapsed"]]
took <- function(stage) {
  now <- proc.time()[["elapsed"]]
  seconds[[stage]] <<- now - before
  before <<- now
}

# A CSV file of which every column is text and an empty cell is missing.
read_text <- function(path) fread(file.path(folder, path), colClasses = "character", na.strings = "", encoding = "UTF-8", quote = "\"", strip.white = FALSE)

# The rows of all files of extracts, each with its file and line. fread leaves quotes doubled inside a cell.
read_extracts <- function() {
  paths <- file.path("raw/extracts", sort(list.files(file.path(folder, "raw/extracts")), method = "radix"))
  rows <- rbindlist(lapply(paths, function(path) {
    table <- read_text(path)
    table[, `:=`(raw_file = path, raw_line = .I + 1L)]
  }))
  for (column in names(rows)[1:24]) set(rows, j = column, value = gsub("\"\"", "\"", rows[[column]], fixed = TRUE))
  rows
}

# The contract as R has it: Recuento's schema of an extract, which base R cannot read as JSON, as a table.
rules <- read_text("readings/columns.csv")
claim_columns <- read_text("readings/claim_columns.csv")
requirements <- read_text("readings/requirements.csv")

# How many rows break their schema, lead nowhere or bear an id that another bears.
count_faults <- function(extracts, tables) {
  wrong <- duplicated(extracts$extract_id)
  for (index in seq_len(nrow(rules))) {
    rule <- rules[index]
    cell <- extracts[[rule$name]]
    filled <- !is.na(cell)
    if (rule$nullable == "false") wrong <- wrong | !filled
    if (!is.na(rule$enumeration)) wrong <- wrong | (filled & !(cell %chin% strsplit(rule$enumeration, "|", fixed = TRUE)[[1]]))
    if (!is.na(rule$max_length)) wrong <- wrong | (filled & nchar(cell, "chars") > as.integer(rule$max_length))
    if (!is.na(rule$pattern)) wrong <- wrong | (filled & !grepl(rule$pattern, cell, perl = TRUE))
  }
  for (index in seq_len(nrow(requirements))) {
    wrong <- wrong | (!is.na(extracts[[requirements$when[index]]]) & is.na(extracts[[requirements$needs[index]]]))
  }
  for (key in names(tables)) wrong <- wrong | (!is.na(extracts[[key]]) & !(extracts[[key]] %chin% tables[[key]][[key]]))
  sum(wrong)
}

readings <- list(
  date = c("language", "published", "date_anchor", "date_role", "date_text"),
  as_of = c("language", "published", "date_anchor", "as_of_text"),
  place = c("place_text", "place_within", "lookup"),
  count = c("language", "count_text"),
  rules = c("date_rules", "as_of_rules", "place_rules", "count_rules")
)

# Adds to the rows, in place, what the columns of a table say of their key; an empty cell is a key like another.
join_columns <- function(rows, table, keys, columns) {
  found <- table[rows, on = keys, which = TRUE, mult = "first"]
  for (column in columns) set(rows, j = column, value = table[[column]][found])
}

normalise <- function(rows, sources) {
  join_columns(rows, sources, "source_id", c("language", "published"))
  lookups <- read_text("raw/lookups.csv")
  join_columns(rows, lookups[column == "place_text", .(extract_id, lookup = value)], "extract_id", "lookup")
  for (name in names(readings)) {
    table <- read_text(sprintf("readings/%s.csv", name))
    join_columns(rows, table, readings[[name]], setdiff(names(table), readings[[name]]))
  }
  unread <- sum(sapply(c("date", "as_of", "place", "count"), function(name) {
    sum(!is.na(rows[[paste0(name, "_text")]]) & is.na(rows[[paste0(name, "_rules")]]))
  }))
  rows[is.na(count_text), count_status := fifelse(measure == "occurrence", "not_applicable", "not_stated")]
  setnames(rows, "extract_id", "claim_id")
  setorder(rows, claim_id)
  for (index in seq_len(nrow(claim_columns))) {
    column <- claim_columns$name[index]
    type <- claim_columns$type[index]
    if (type == "int32") set(rows, j = column, value = as.integer(rows[[column]]))
    if (type == "float64") set(rows, j = column, value = as.numeric(rows[[column]]))
  }
  list(claims = rows[, claim_columns$name, with = FALSE], unread = unread)
}

# A column as JSON texts.
json_cells <- function(cells) {
  texts <- if (is.character(cells)) {
    paste0("\"", gsub("\"", "\\\"", gsub("\\", "\\\\", cells, fixed = TRUE), fixed = TRUE), "\"")
  } else if (is.integer(cells)) as.character(cells) else format(cells, digits = 15, trim = TRUE, drop0trailing = TRUE)
  fifelse(is.na(cells), "null", texts)
}

write_claims <- function(claims) {
  dir.create(output, recursive = TRUE, showWarnings = FALSE)
  fwrite(claims, file.path(output, "claims.csv"), eol = "\n", na = "")
  parts <- Map(function(name, cells) paste0("\"", name, "\":", json_cells(cells)), names(claims), claims)
  lines <- paste0("{", do.call(paste, c(unname(parts), sep = ",")), "}")
  writeLines(c("[", paste0(lines, c(rep(",", length(lines) - 1), "")), "]"), file.path(output, "claims.json"), useBytes = TRUE)
  days <- claim_columns[type == "date32", name]
  saveRDS(claims[, (days) := lapply(.SD, as.IDate), .SDcols = days], file.path(output, "claims.rds"), compress = FALSE)
}

extracts <- read_extracts()
sources <- read_text("raw/sources.csv")
events <- read_text("raw/events.csv")
counters <- read_text("raw/counters.csv")
took("read")
faults <- count_faults(extracts, list(source_id = sources, event_id = events, counter_id = counters))
took("validate")
if (faults == 0) {
  rows <- nrow(extracts)
  normal <- normalise(extracts, sources)
  took("normalise")
  faults <- normal$unread
  if (faults == 0) write_claims(normal$claims)
  took("write")
}
stages <- paste0("\"", names(seconds), "\":", format(unlist(seconds), trim = TRUE), collapse = ",")
cat(sprintf("{\"rows\":%d,\"faults\":%d,\"seconds\":{%s}}\n", nrow(extracts), faults, stages))
