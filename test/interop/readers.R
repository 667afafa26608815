# Reads every CSV of a release by the types of its dictionary, with base R alone, and the key `r` of the Arrow schemas.
# Arguments: the folder of the release; a folder with <table>.r, the bytes of the key; a folder to write to.
# Writes <table>.txt, which readers_r.py compares: lines of names, classes, levels, labels, then a line a row; NA is \N.
arguments <- commandArgs(trailingOnly = TRUE)
release <- arguments[1]
keys <- arguments[2]
output <- arguments[3]

classes <- c(utf8 = "character", dictionary = "character", int32 = "integer", float64 = "numeric", bool = "logical", date32 = "Date")

read_csv <- function(path, types) read.csv(file.path(release, path), colClasses = types, na.strings = "", encoding = "UTF-8")

dictionary <- read_csv("dictionary/dictionary.csv", "character")
codes <- read_csv("csv/codes.csv", "character")

levels_of <- function(enumeration) {
  own <- codes[codes$enumeration == enumeration, ]
  own$code[order(as.integer(own$order))]
}

read_table <- function(name) {
  columns <- dictionary[dictionary$table == name, ]
  rows <- read_csv(sprintf("csv/%s.csv", name), unname(classes[columns$arrow_type]))
  stopifnot(identical(names(rows), columns$column))
  for (index in which(columns$arrow_type == "dictionary")) {
    rows[[index]] <- factor(rows[[index]], levels = levels_of(columns$enumeration[index]))
  }
  rows
}

# What R's arrow package does with the key: it reads it, and gives each column the attributes that stand under its name.
read_key <- function(name) {
  path <- file.path(keys, paste0(name, ".r"))
  bytes <- readBin(path, "raw", file.size(path))
  key <- unserialize(bytes)
  stopifnot(identical(body_of(serialize(key, NULL, ascii = TRUE, version = 2)), body_of(bytes)))
  key
}

# The lines after those of the format, its version and the versions of R that wrote it and can read it.
body_of <- function(bytes) strsplit(rawToChar(bytes), "\n", fixed = TRUE)[[1]][-(1:4)]

apply_key <- function(rows, key) {
  attributes(rows)[names(key$attributes)] <- key$attributes
  for (name in intersect(names(key$columns), names(rows))) {
    given <- key$columns[[name]]$attributes
    attributes(rows[[name]])[names(given)] <- given
  }
  rows
}

as_text <- function(cells) {
  text <- if (is.double(cells) && !inherits(cells, "Date")) sprintf("%.17g", cells) else as.character(cells)
  ifelse(is.na(cells), "\\N", enc2utf8(text))
}

line <- function(texts) paste(enc2utf8(texts), collapse = "\t")

write_table <- function(name) {
  rows <- read_table(name)
  labelled <- apply_key(rows, read_key(name))
  stopifnot(identical(lapply(labelled, class), lapply(rows, class)))
  head <- c(
    line(names(rows)),
    line(vapply(rows, function(column) class(column)[1], "")),
    line(vapply(rows, function(column) paste(levels(column), collapse = ","), "")),
    line(vapply(labelled, function(column) attr(column, "label"), "")),
    enc2utf8(attr(labelled, "label"))
  )
  body <- do.call(paste, c(lapply(rows, as_text), sep = "\t"))
  file <- file(file.path(output, paste0(name, ".txt")), "wb")
  writeLines(c(head, body), file, useBytes = TRUE)
  close(file)
}

for (name in unique(dictionary$table)) write_table(name)
cat(paste(R.version$major, R.version$minor, sep = "."))
