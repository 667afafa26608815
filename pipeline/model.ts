// Generated from schemas/ by npm run generate; do not edit.

/**
 * One row a document.
 */
export interface RawSource {
  /**
   * Identifier of the document that makes the claim.
   */
  source_id: string;
  /**
   * Title of the document as printed.
   */
  title: string;
  /**
   * Who published the document.
   */
  publisher: string;
  /**
   * Authors as printed, separated by a semicolon.
   */
  authors: string | null;
  /**
   * Day of publication in EDTF; an interval where it was inferred.
   */
  published: string;
  /**
   * Whether the day is printed or inferred.
   */
  published_basis: "printed" | "inferred";
  /**
   * Language of the document, BCP 47.
   */
  language: string;
  /**
   * Kind of body that published the document.
   */
  kind: "press" | "ngo" | "state" | "intergovernmental" | "party" | "academic" | "dataset" | "encyclopedia";
  /**
   * From where the document speaks, in neutral words; a column, not a filter.
   */
  standpoint: string | null;
  /**
   * Whether the document publishes its own knowledge, relays another body, reposts a text, or compiles.
   */
  hand: "own" | "relayed" | "repost" | "tertiary";
  /**
   * Web address of the document.
   */
  url: string | null;
  /**
   * Licence that the document states for itself.
   */
  licence: string | null;
  /**
   * Whether the whole text or only a part of it was read.
   */
  consulted: "whole_text" | "excerpt";
  /**
   * SHA-256 of the text that was read, where a copy is held.
   */
  text_sha256: string | null;
  /**
   * What a reader of the row must know, in our own words.
   */
  note: string | null;
}

/**
 * One row a body that counted.
 */
export interface RawCounter {
  /**
   * Identifier of the body that counted, as far as the document tells; many sources repeat one counter.
   */
  counter_id: string;
  /**
   * Name in English.
   */
  name_en: string;
  /**
   * Name in Spanish.
   */
  name_es: string;
  /**
   * Kind of body that counted.
   */
  kind:
    | "identified_victims"
    | "investigation"
    | "ombudsman"
    | "hospital"
    | "prosecutor"
    | "public_body"
    | "government"
    | "organisation"
    | "media"
    | "unattributed";
  /**
   * Place on the ladder of rule r9: 1 identified victims, 2 independent investigation, 3 ombudsman, hospital, prosecutor or like public body, 4 organisation or media, 5 unattributed.
   */
  rank: number;
  /**
   * How the body is said to have counted, and the reason for its rank.
   */
  method: string | null;
}

/**
 * One row an event, a public act, or the scope of totals.
 */
export interface RawEvent {
  /**
   * Identifier of the event, or of the scope of a total.
   */
  event_id: string;
  /**
   * Event or scope that contains this one. Numbers are never added up along it.
   */
  parent_event_id: string | null;
  /**
   * Short neutral name in English.
   */
  label_en: string;
  /**
   * Short neutral name in Spanish.
   */
  label_es: string;
  /**
   * Whether the row is an incident, a series of them, a public act, or the scope of totals.
   */
  kind: "incident" | "series" | "act" | "scope";
  /**
   * Date of the event in EDTF, as the claims give it.
   */
  date: string | null;
  /**
   * Identifier of the place in the table places.
   */
  place_id: string | null;
  /**
   * What a reader of the row must know, in our own words.
   */
  note: string | null;
}

/**
 * The gazetteer: one row a place.
 */
export interface RawPlace {
  /**
   * Identifier of the place in the table places.
   */
  place_id: string;
  /**
   * Name of the place in its country's usage.
   */
  name: string;
  /**
   * Other names and spellings, separated by " | ".
   */
  names_alt: string | null;
  /**
   * Administrative level, or kind of smaller place.
   */
  kind: "site" | "road" | "neighbourhood" | "municipality" | "province" | "department" | "country";
  /**
   * Smallest listed place that contains this one.
   */
  parent_place_id: string | null;
  /**
   * ISO 3166-1 code of a country, ISO 3166-2 code of a first-order division.
   */
  iso_3166_2: string | null;
  /**
   * Code of the national statistical office; a string, leading zeros count. It differs from the ISO and GeoNames codes.
   */
  ine_code: string | null;
  /**
   * Identifier in GeoNames.
   */
  geonames_id: string | null;
  /**
   * Identifier in Wikidata.
   */
  wikidata_id: string | null;
  /**
   * Latitude of the place, WGS 84; of the place, not of the event.
   */
  latitude: number | null;
  /**
   * Longitude of the place, WGS 84; of the place, not of the event.
   */
  longitude: number | null;
  /**
   * Radius around the coordinate that covers the whole place; never 0.
   */
  uncertainty_m: number | null;
  /**
   * Where the coordinate was taken from.
   */
  coordinate_source: string | null;
  /**
   * What a reader of the row must know, in our own words.
   */
  note: string | null;
}

/**
 * One row a claim, strings as printed.
 */
export interface RawExtract {
  /**
   * Identifier of the extract; assigned once, never reused.
   */
  extract_id: string;
  /**
   * Identifier of the document that makes the claim.
   */
  source_id: string;
  /**
   * Where in the document the words stand: p42 is its 42nd non-empty line, p1-5 stands for the lines 1 to 5; of a page seen in part, p counts the paragraphs of the text. h1 is the title, h2 the next heading; box an infobox, pt a numbered point, data a file of data.
   */
  locator: string;
  /**
   * Identifier of the event, or of the scope of a total.
   */
  event_id: string;
  /**
   * What is said to have happened to the people or things counted. Measures are never added to one another.
   */
  measure: "killed" | "injured" | "detained" | "held" | "missing" | "abducted" | "property" | "occurrence";
  /**
   * The claim in neutral words of our own, in English, with its attribution.
   */
  summary: string;
  /**
   * The words that date the claim, exactly as printed.
   */
  date_text: string | null;
  /**
   * What the date is the date of.
   */
  date_role: "occurred" | "died" | "reported" | "as_of" | "signed" | "planned" | null;
  /**
   * The day or interval, in EDTF, that relative words such as "the same day" lean on; chosen by the curator from the document.
   */
  date_anchor: string | null;
  /**
   * The words that name where it happened, exactly as printed.
   */
  place_text: string | null;
  /**
   * Name of a containing place that the context of the document gives, where the printed words alone leave two places.
   */
  place_within: string | null;
  /**
   * The words that give the number, exactly as printed.
   */
  count_text: string | null;
  /**
   * What the number is a number of: an event, an addition, a running total, or a part.
   */
  count_basis: "incident" | "increment" | "cumulative" | "subtotal" | null;
  /**
   * Kind of people or things that the number counts; people where the document does not narrow it.
   */
  population:
    | "people"
    | "civilians"
    | "demonstrators"
    | "security_forces"
    | "police"
    | "military"
    | "journalists"
    | "legislators"
    | "activists"
    | "officials"
    | "women"
    | "minors"
    | "houses"
    | "barracks"
    | "vehicles"
    | "buildings"
    | "institutions"
    | "weapons"
    | "documents"
    | null;
  /**
   * Identifier of the body that counted, as far as the document tells; many sources repeat one counter.
   */
  counter_id: string | null;
  /**
   * Whom the document credits with the claim, exactly as printed.
   */
  speaker_text: string | null;
  /**
   * Whom the document names as having done it, exactly as printed. It is the claim of the document, not ours.
   */
  actor_text: string | null;
  /**
   * Kind of the author that the document names or excludes, as a curator codes it. It is the claim of the document, not ours.
   */
  actor_kind: "state_forces" | "civilians" | "both" | "undetermined" | null;
  /**
   * Whether the document attributes the harm to that kind of author or denies it.
   */
  attribution: "attributed" | "denied" | null;
  /**
   * Who or what was harmed, exactly as printed; never a name.
   */
  victims_text: string | null;
  /**
   * The words that date a running total, exactly as printed.
   */
  as_of_text: string | null;
  /**
   * How it happened, exactly as printed.
   */
  manner_text: string | null;
  /**
   * A caution about the words as printed; the note says why. A flagged claim stands like any other, and sets no best.
   */
  flag: "probable_slip" | "unconfirmed" | null;
  /**
   * What a reader of the row must know, in our own words.
   */
  note: string | null;
}

/**
 * A curator's decisions, one a row, each with its reason.
 */
export interface RawLookup {
  /**
   * Identifier of the extract; assigned once, never reused.
   */
  extract_id: string;
  /**
   * Column of the extract that the decision reads.
   */
  column: string;
  /**
   * The words as they stand in that column; the decision lapses when they change. Empty only for as_of_text: the document tells the day of a count without words of its own.
   */
  as_printed: string | null;
  /**
   * The reading: EDTF for a date, a place_id for a place; for a count its bounds as low..high (either may be left out), or a single number; unknown where nothing can be read.
   */
  value: string;
  /**
   * Why the curator reads it so.
   */
  reason: string;
}

/**
 * One row for each id that was published once and has no row any more.
 */
export interface RawRetired {
  /**
   * The table whose id it was.
   */
  table: "claims" | "sources" | "events" | "counters" | "places";
  /**
   * An id that an earlier release had and this one has no row for. It is never given again.
   */
  id: string;
  /**
   * Why the id is gone, as a code.
   */
  kind: "merged" | "withdrawn" | "out_of_scope" | "withheld";
  /**
   * First version without the row.
   */
  retired_in: string;
  /**
   * Id of the same table that stands in its place; it may itself be retired later.
   */
  replaced_by: string | null;
  /**
   * Why the row is gone, in a sentence that names nobody who was harmed.
   */
  reason: string;
}

/**
 * Every claim as it was made, with what it was read as and by which rules. One row an extract.
 */
export interface Claim {
  /**
   * Identifier of the claim, the same as the identifier of the extract it was read from.
   */
  claim_id: string;
  /**
   * Identifier of the document that makes the claim.
   */
  source_id: string;
  /**
   * Where in the document the words stand: p42 is its 42nd non-empty line, p1-5 stands for the lines 1 to 5; of a page seen in part, p counts the paragraphs of the text. h1 is the title, h2 the next heading; box an infobox, pt a numbered point, data a file of data.
   */
  locator: string;
  /**
   * Identifier of the event, or of the scope of a total.
   */
  event_id: string;
  /**
   * What is said to have happened to the people or things counted. Measures are never added to one another.
   */
  measure: "killed" | "injured" | "detained" | "held" | "missing" | "abducted" | "property" | "occurrence";
  /**
   * The claim in neutral words of our own, in English, with its attribution.
   */
  summary: string;
  /**
   * The words that date the claim, exactly as printed.
   */
  date_text: string | null;
  /**
   * What the date is the date of.
   */
  date_role: "occurred" | "died" | "reported" | "as_of" | "signed" | "planned" | null;
  /**
   * The date in Extended Date/Time Format (ISO 8601-2): a day, interval, set {..}, one-of [..], with ~ approximate or ? uncertain.
   */
  date_edtf: string | null;
  /**
   * First day the words allow, inclusive.
   */
  date_earliest: string | null;
  /**
   * Last day the words allow, inclusive.
   */
  date_latest: string | null;
  /**
   * How finely the words date the claim.
   */
  date_precision: "day" | "days" | "week" | "part_of_month" | "month" | "part_of_year" | "year" | "open" | "unknown" | null;
  /**
   * Whether the document calls the date approximate or uncertain.
   */
  date_qualifier: "none" | "approximate" | "uncertain" | null;
  /**
   * What completed the words: nothing, the year of publication, the day of publication, an anchor, or a curator.
   */
  date_basis: "explicit" | "year_inherited" | "publication_relative" | "anchor_relative" | "curated" | null;
  /**
   * The day or interval, in EDTF, that relative words such as "the same day" lean on; chosen by the curator from the document.
   */
  date_anchor: string | null;
  /**
   * The words that name where it happened, exactly as printed.
   */
  place_text: string | null;
  /**
   * Identifier of the place in the table places.
   */
  place_id: string | null;
  /**
   * Kind of the place that the words name.
   */
  place_precision: "site" | "road" | "neighbourhood" | "municipality" | "province" | "department" | "country" | "unknown" | null;
  /**
   * What singled the place out among its namesakes.
   */
  place_basis: "name" | "kind_in_text" | "parent_in_text" | "within" | "curated" | null;
  /**
   * Latitude of the place, WGS 84; of the place, not of the event.
   */
  latitude: number | null;
  /**
   * Longitude of the place, WGS 84; of the place, not of the event.
   */
  longitude: number | null;
  /**
   * Radius around the coordinate that covers the whole place; never 0.
   */
  uncertainty_m: number | null;
  /**
   * The words that give the number, exactly as printed.
   */
  count_text: string | null;
  /**
   * The number as printed: nine is 9, more than 120 is 120; null where no single number is printed.
   */
  count_stated: number | null;
  /**
   * Smallest number the words allow, inclusive.
   */
  count_low: number | null;
  /**
   * Largest number the words allow, inclusive.
   */
  count_high: number | null;
  /**
   * How the words bound the number.
   */
  count_qualifier:
    | "exact"
    | "at_least"
    | "more_than"
    | "at_most"
    | "fewer_than"
    | "approximate"
    | "approximate_below"
    | "approximate_above"
    | "range"
    | "vague"
    | "unstated"
    | null;
  /**
   * What the number is a number of: an event, an addition, a running total, or a part.
   */
  count_basis: "incident" | "increment" | "cumulative" | "subtotal" | null;
  /**
   * Whether a number is reported, and if not, why.
   */
  count_status: "reported" | "not_stated" | "stated_unknown" | "stated_none" | "not_applicable" | "withheld";
  /**
   * Kind of people or things that the number counts; people where the document does not narrow it.
   */
  population:
    | "people"
    | "civilians"
    | "demonstrators"
    | "security_forces"
    | "police"
    | "military"
    | "journalists"
    | "legislators"
    | "activists"
    | "officials"
    | "women"
    | "minors"
    | "houses"
    | "barracks"
    | "vehicles"
    | "buildings"
    | "institutions"
    | "weapons"
    | "documents"
    | null;
  /**
   * First day on which the running total may have stood, inclusive.
   */
  as_of_earliest: string | null;
  /**
   * Last day on which the running total may have stood, inclusive.
   */
  as_of_latest: string | null;
  /**
   * Identifier of the body that counted, as far as the document tells; many sources repeat one counter.
   */
  counter_id: string | null;
  /**
   * Whom the document credits with the claim, exactly as printed.
   */
  speaker_text: string | null;
  /**
   * Whom the document names as having done it, exactly as printed. It is the claim of the document, not ours.
   */
  actor_text: string | null;
  /**
   * Who or what was harmed, exactly as printed; never a name.
   */
  victims_text: string | null;
  /**
   * How it happened, exactly as printed.
   */
  manner_text: string | null;
  /**
   * The same precision in the codes of UCDP GED (date_prec): 1 day, 2 two to six days, 3 a week, 4 a month, 5 more.
   */
  ucdp_date_prec: number | null;
  /**
   * The same precision in the codes of UCDP GED (where_prec): 1 exact place, 3 second-order division, 4 first-order division, 6 country.
   */
  ucdp_where_prec: number | null;
  /**
   * File in raw/ that holds the extract, with / between folders.
   */
  raw_file: string;
  /**
   * Line on which the extract begins in that file; the header is line 1.
   */
  raw_line: number;
  /**
   * Ids of the rules that read the claim, separated by a space; table claim_rules holds the same, one a row.
   */
  rules: string | null;
  /**
   * What a reader of the row must know, in our own words.
   */
  note: string | null;
  /**
   * Kind of the author that the document names or excludes, as a curator codes it. It is the claim of the document, not ours.
   */
  actor_kind: "state_forces" | "civilians" | "both" | "undetermined" | null;
  /**
   * Whether the document attributes the harm to that kind of author or denies it.
   */
  attribution: "attributed" | "denied" | null;
  /**
   * A caution about the words as printed; the note says why. A flagged claim stands like any other, and sets no best.
   */
  flag: "probable_slip" | "unconfirmed" | null;
}

/**
 * Which rule read which claim: one row a pair.
 */
export interface ClaimRule {
  /**
   * Identifier of the claim, the same as the identifier of the extract it was read from.
   */
  claim_id: string;
  /**
   * Identifier of the rule, stable from release to release.
   */
  rule_id: string;
}

/**
 * Events, public acts and scopes, with the numbers of claims about them.
 */
export interface Event {
  /**
   * Identifier of the event, or of the scope of a total.
   */
  event_id: string;
  /**
   * Event or scope that contains this one. Numbers are never added up along it.
   */
  parent_event_id: string | null;
  /**
   * Short neutral name in English.
   */
  label_en: string;
  /**
   * Short neutral name in Spanish.
   */
  label_es: string;
  /**
   * Whether the row is an incident, a series of them, a public act, or the scope of totals.
   */
  kind: "incident" | "series" | "act" | "scope";
  /**
   * The date in Extended Date/Time Format (ISO 8601-2): a day, interval, set {..}, one-of [..], with ~ approximate or ? uncertain.
   */
  date_edtf: string | null;
  /**
   * First day the words allow, inclusive.
   */
  date_earliest: string | null;
  /**
   * Last day the words allow, inclusive.
   */
  date_latest: string | null;
  /**
   * How finely the words date the claim.
   */
  date_precision: "day" | "days" | "week" | "part_of_month" | "month" | "part_of_year" | "year" | "open" | "unknown" | null;
  /**
   * Whether the document calls the date approximate or uncertain.
   */
  date_qualifier: "none" | "approximate" | "uncertain" | null;
  /**
   * Identifier of the place in the table places.
   */
  place_id: string | null;
  /**
   * Latitude of the place, WGS 84; of the place, not of the event.
   */
  latitude: number | null;
  /**
   * Longitude of the place, WGS 84; of the place, not of the event.
   */
  longitude: number | null;
  /**
   * Radius around the coordinate that covers the whole place; never 0.
   */
  uncertainty_m: number | null;
  /**
   * Number of claims considered, repeats and superseded ones included, derived sums not.
   */
  claims: number;
  /**
   * Number of different documents among them.
   */
  sources: number;
  /**
   * Number of different counters among them.
   */
  counters: number;
  /**
   * What a reader of the row must know, in our own words.
   */
  note: string | null;
}

/**
 * For each event, measure and population the range of what was claimed. Not a confidence interval.
 */
export interface Estimate {
  /**
   * Identifier of the event, or of the scope of a total.
   */
  event_id: string;
  /**
   * What is said to have happened to the people or things counted. Measures are never added to one another.
   */
  measure: "killed" | "injured" | "detained" | "held" | "missing" | "abducted" | "property" | "occurrence";
  /**
   * Kind of people or things that the number counts; people where the document does not narrow it.
   */
  population:
    | "people"
    | "civilians"
    | "demonstrators"
    | "security_forces"
    | "police"
    | "military"
    | "journalists"
    | "legislators"
    | "activists"
    | "officials"
    | "women"
    | "minors"
    | "houses"
    | "barracks"
    | "vehicles"
    | "buildings"
    | "institutions"
    | "weapons"
    | "documents";
  /**
   * What the compared numbers count: incident for the toll of an event, cumulative for the running totals of a scope, subtotal for parts.
   */
  count_basis: "incident" | "increment" | "cumulative" | "subtotal";
  /**
   * Smallest lower bound among the claims that stand. A range of what was claimed, not a confidence interval.
   */
  low: number | null;
  /**
   * The number that rule r9 singles out; null where it singles out none. Never a mean, a median or a vote.
   */
  best: number | null;
  /**
   * Largest upper bound among the claims that stand; see high_unbounded.
   */
  high: number | null;
  /**
   * True where a claim that stands gives no upper bound ("at least").
   */
  high_unbounded: boolean;
  /**
   * Which part of rule r9 gave best, or left it empty.
   */
  best_rule: "r9a" | "r9b" | "r9c";
  /**
   * Number of claims considered, repeats and superseded ones included, derived sums not.
   */
  claims: number;
  /**
   * Number of different counters among them.
   */
  counters: number;
  /**
   * Number of different documents among them.
   */
  sources: number;
  /**
   * True where one whole number fits every claim that stands.
   */
  consistent: boolean;
  /**
   * Number of conflicts about this event, measure and population.
   */
  conflicts: number;
  /**
   * Last day on which the running total may have stood, inclusive.
   */
  as_of_latest: string | null;
  /**
   * Edition of the rules that made the estimate.
   */
  ruleset: string;
}

/**
 * Which claim did what for which estimate, with all that is needed to work the estimate out again.
 */
export interface EstimateClaim {
  /**
   * Identifier of the event, or of the scope of a total.
   */
  event_id: string;
  /**
   * What is said to have happened to the people or things counted. Measures are never added to one another.
   */
  measure: "killed" | "injured" | "detained" | "held" | "missing" | "abducted" | "property" | "occurrence";
  /**
   * Kind of people or things that the number counts; people where the document does not narrow it.
   */
  population:
    | "people"
    | "civilians"
    | "demonstrators"
    | "security_forces"
    | "police"
    | "military"
    | "journalists"
    | "legislators"
    | "activists"
    | "officials"
    | "women"
    | "minors"
    | "houses"
    | "barracks"
    | "vehicles"
    | "buildings"
    | "institutions"
    | "weapons"
    | "documents";
  /**
   * What the compared numbers count: incident for the toll of an event, cumulative for the running totals of a scope, subtotal for parts.
   */
  count_basis: "incident" | "increment" | "cumulative" | "subtotal";
  /**
   * A claim_id, or where derived is true a derived_claim_id.
   */
  claim_id: string;
  /**
   * What the claim did for the estimate; a claim with several roles has several rows.
   */
  role: "sets_low" | "sets_high" | "sets_best" | "considered" | "superseded" | "repeats";
  /**
   * True where the row is a sum of increments (rule r7), not a claim as made.
   */
  derived: boolean;
  /**
   * Identifier of the body that counted, as far as the document tells; many sources repeat one counter.
   */
  counter_id: string;
  /**
   * Place on the ladder of rule r9: 1 identified victims, 2 independent investigation, 3 ombudsman, hospital, prosecutor or like public body, 4 organisation or media, 5 unattributed.
   */
  rank: number;
  /**
   * The number as printed: nine is 9, more than 120 is 120; null where no single number is printed.
   */
  count_stated: number | null;
  /**
   * Smallest number the words allow, inclusive.
   */
  count_low: number | null;
  /**
   * Largest number the words allow, inclusive.
   */
  count_high: number | null;
  /**
   * Last day on which the running total may have stood, inclusive.
   */
  as_of_latest: string | null;
  /**
   * Whether the claim, or one that the sum adds, bears a flag: it sets no best (rule r9).
   */
  flagged: boolean;
}

/**
 * How each counter's total of a scope ran: one row a figure, by the day up to which it counts.
 */
export interface RunningTotal {
  /**
   * Identifier of the event, or of the scope of a total.
   */
  event_id: string;
  /**
   * What is said to have happened to the people or things counted. Measures are never added to one another.
   */
  measure: "killed" | "injured" | "detained" | "held" | "missing" | "abducted" | "property" | "occurrence";
  /**
   * Kind of people or things that the number counts; people where the document does not narrow it.
   */
  population:
    | "people"
    | "civilians"
    | "demonstrators"
    | "security_forces"
    | "police"
    | "military"
    | "journalists"
    | "legislators"
    | "activists"
    | "officials"
    | "women"
    | "minors"
    | "houses"
    | "barracks"
    | "vehicles"
    | "buildings"
    | "institutions"
    | "weapons"
    | "documents";
  /**
   * Identifier of the body that counted, as far as the document tells; many sources repeat one counter.
   */
  counter_id: string;
  /**
   * Last day on which the running total may have stood, inclusive.
   */
  as_of_latest: string;
  /**
   * Identifier of the claim, the same as the identifier of the extract it was read from.
   */
  claim_id: string;
  /**
   * The number as printed: nine is 9, more than 120 is 120; null where no single number is printed.
   */
  count_stated: number | null;
  /**
   * Smallest number the words allow, inclusive.
   */
  count_low: number | null;
  /**
   * Largest number the words allow, inclusive.
   */
  count_high: number | null;
  /**
   * Number of claims that give this figure.
   */
  claims: number;
  /**
   * Whether the figure is below an earlier figure of the same counter (rule r5).
   */
  falls: boolean;
}

/**
 * Sums of increments that one counter states as additions (rule r7), with their formula.
 */
export interface DerivedClaim {
  /**
   * Identifier of the sum: its event, measure, population, counter and the claim it ends with.
   */
  derived_claim_id: string;
  /**
   * Identifier of the event, or of the scope of a total.
   */
  event_id: string;
  /**
   * What is said to have happened to the people or things counted. Measures are never added to one another.
   */
  measure: "killed" | "injured" | "detained" | "held" | "missing" | "abducted" | "property" | "occurrence";
  /**
   * Kind of people or things that the number counts; people where the document does not narrow it.
   */
  population:
    | "people"
    | "civilians"
    | "demonstrators"
    | "security_forces"
    | "police"
    | "military"
    | "journalists"
    | "legislators"
    | "activists"
    | "officials"
    | "women"
    | "minors"
    | "houses"
    | "barracks"
    | "vehicles"
    | "buildings"
    | "institutions"
    | "weapons"
    | "documents";
  /**
   * Identifier of the body that counted, as far as the document tells; many sources repeat one counter.
   */
  counter_id: string;
  /**
   * The number as printed: nine is 9, more than 120 is 120; null where no single number is printed.
   */
  count_stated: number | null;
  /**
   * Smallest number the words allow, inclusive.
   */
  count_low: number | null;
  /**
   * Largest number the words allow, inclusive.
   */
  count_high: number | null;
  /**
   * Last day on which the running total may have stood, inclusive.
   */
  as_of_latest: string | null;
  /**
   * The sum written with the ids of its claims.
   */
  formula: string;
}

/**
 * The claims that a sum adds.
 */
export interface DerivedClaimTerm {
  /**
   * Identifier of the sum: its event, measure, population, counter and the claim it ends with.
   */
  derived_claim_id: string;
  /**
   * Identifier of the claim, the same as the identifier of the extract it was read from.
   */
  claim_id: string;
}

/**
 * Where claims disagree; published, not resolved.
 */
export interface Conflict {
  /**
   * Identifier of the conflict: its kind, event, measure and population.
   */
  conflict_id: string;
  /**
   * What the claims disagree about.
   */
  kind: "value" | "falling_total" | "part_total" | "date" | "place" | "attribution" | "definition";
  /**
   * Identifier of the event, or of the scope of a total.
   */
  event_id: string;
  /**
   * Measure the conflict is about.
   */
  measure: "killed" | "injured" | "detained" | "held" | "missing" | "abducted" | "property" | "occurrence" | null;
  /**
   * Kind of people or things that the number counts; people where the document does not narrow it.
   */
  population:
    | "people"
    | "civilians"
    | "demonstrators"
    | "security_forces"
    | "police"
    | "military"
    | "journalists"
    | "legislators"
    | "activists"
    | "officials"
    | "women"
    | "minors"
    | "houses"
    | "barracks"
    | "vehicles"
    | "buildings"
    | "institutions"
    | "weapons"
    | "documents"
    | null;
  /**
   * What stands against what, in a sentence, in English.
   */
  detail: string;
  /**
   * Open, or how a curator recorded it.
   */
  resolution: "open" | "recorded";
  /**
   * What a reader of the row must know, in our own words.
   */
  note: string | null;
  /**
   * Which numbers disagree: the toll of an event, the totals of a scope, or parts of either.
   */
  count_basis: "incident" | "increment" | "cumulative" | "subtotal" | null;
}

/**
 * Which claims a conflict is between.
 */
export interface ConflictClaim {
  /**
   * Identifier of the conflict: its kind, event, measure and population.
   */
  conflict_id: string;
  /**
   * Identifier of the claim, the same as the identifier of the extract it was read from.
   */
  claim_id: string;
}

/**
 * The documents, with the interval in which each was published.
 */
export interface Source {
  /**
   * Identifier of the document that makes the claim.
   */
  source_id: string;
  /**
   * Title of the document as printed.
   */
  title: string;
  /**
   * Who published the document.
   */
  publisher: string;
  /**
   * Authors as printed, separated by a semicolon.
   */
  authors: string | null;
  /**
   * Day of publication in EDTF; an interval where it was inferred.
   */
  published: string;
  /**
   * First day on which the document may have been published, inclusive.
   */
  published_earliest: string | null;
  /**
   * Last day on which the document may have been published, inclusive.
   */
  published_latest: string | null;
  /**
   * Whether the day is printed or inferred.
   */
  published_basis: "printed" | "inferred";
  /**
   * Language of the document, BCP 47.
   */
  language: string;
  /**
   * Kind of body that published the document.
   */
  kind: "press" | "ngo" | "state" | "intergovernmental" | "party" | "academic" | "dataset" | "encyclopedia";
  /**
   * From where the document speaks, in neutral words; a column, not a filter.
   */
  standpoint: string | null;
  /**
   * Whether the document publishes its own knowledge, relays another body, reposts a text, or compiles.
   */
  hand: "own" | "relayed" | "repost" | "tertiary";
  /**
   * Web address of the document.
   */
  url: string | null;
  /**
   * Licence that the document states for itself.
   */
  licence: string | null;
  /**
   * Whether the whole text or only a part of it was read.
   */
  consulted: "whole_text" | "excerpt";
  /**
   * SHA-256 of the text that was read, where a copy is held.
   */
  text_sha256: string | null;
  /**
   * What a reader of the row must know, in our own words.
   */
  note: string | null;
}

/**
 * The bodies that counted, with their place on the ladder of rule r9.
 */
export interface Counter {
  /**
   * Identifier of the body that counted, as far as the document tells; many sources repeat one counter.
   */
  counter_id: string;
  /**
   * Name in English.
   */
  name_en: string;
  /**
   * Name in Spanish.
   */
  name_es: string;
  /**
   * Kind of body that counted.
   */
  kind:
    | "identified_victims"
    | "investigation"
    | "ombudsman"
    | "hospital"
    | "prosecutor"
    | "public_body"
    | "government"
    | "organisation"
    | "media"
    | "unattributed";
  /**
   * Place on the ladder of rule r9: 1 identified victims, 2 independent investigation, 3 ombudsman, hospital, prosecutor or like public body, 4 organisation or media, 5 unattributed.
   */
  rank: number;
  /**
   * How the body is said to have counted, and the reason for its rank.
   */
  method: string | null;
}

/**
 * The gazetteer.
 */
export interface Place {
  /**
   * Identifier of the place in the table places.
   */
  place_id: string;
  /**
   * Name of the place in its country's usage.
   */
  name: string;
  /**
   * Administrative level, or kind of smaller place.
   */
  kind: "site" | "road" | "neighbourhood" | "municipality" | "province" | "department" | "country";
  /**
   * Smallest listed place that contains this one.
   */
  parent_place_id: string | null;
  /**
   * ISO 3166-1 code of a country, ISO 3166-2 code of a first-order division.
   */
  iso_3166_2: string | null;
  /**
   * Code of the national statistical office; a string, leading zeros count. It differs from the ISO and GeoNames codes.
   */
  ine_code: string | null;
  /**
   * Identifier in GeoNames.
   */
  geonames_id: string | null;
  /**
   * Identifier in Wikidata.
   */
  wikidata_id: string | null;
  /**
   * Latitude of the place, WGS 84; of the place, not of the event.
   */
  latitude: number | null;
  /**
   * Longitude of the place, WGS 84; of the place, not of the event.
   */
  longitude: number | null;
  /**
   * Radius around the coordinate that covers the whole place; never 0.
   */
  uncertainty_m: number | null;
  /**
   * Where the coordinate was taken from.
   */
  coordinate_source: string | null;
  /**
   * What a reader of the row must know, in our own words.
   */
  note: string | null;
}

/**
 * Other names and spellings, one a row.
 */
export interface PlaceName {
  /**
   * Identifier of the place in the table places.
   */
  place_id: string;
  /**
   * One other name or spelling by which sources call the place.
   */
  name_alt: string;
}

/**
 * One row for each id that was published once and has no row any more.
 */
export interface Retired {
  /**
   * The table whose id it was.
   */
  table: "claims" | "sources" | "events" | "counters" | "places";
  /**
   * An id that an earlier release had and this one has no row for. It is never given again.
   */
  id: string;
  /**
   * Why the id is gone, as a code.
   */
  kind: "merged" | "withdrawn" | "out_of_scope" | "withheld";
  /**
   * First version without the row.
   */
  retired_in: string;
  /**
   * Id of the same table that stands in its place; it may itself be retired later.
   */
  replaced_by: string | null;
  /**
   * Why the row is gone, in a sentence that names nobody who was harmed.
   */
  reason: string;
}

/**
 * The rules that read and compare claims.
 */
export interface Rule {
  /**
   * Identifier of the rule, stable from release to release.
   */
  rule_id: string;
  /**
   * What the rule reads or decides.
   */
  scope: "date" | "count" | "place" | "estimate" | "claim" | "conflict";
  /**
   * Name in English.
   */
  name_en: string;
  /**
   * Name in Spanish.
   */
  name_es: string;
  /**
   * What the rule does, in English.
   */
  description: string;
  /**
   * What the rule does, in Spanish.
   */
  description_es: string;
}

/**
 * The words and phrases that lead to each rule, by language, from the lexicons that the code reads.
 */
export interface RuleWord {
  /**
   * Identifier of the rule, stable from release to release.
   */
  rule_id: string;
  /**
   * Language of the document, BCP 47.
   */
  language: string;
  /**
   * A word or phrase as the lexicon has it; case and accents change nothing.
   */
  phrase: string;
  /**
   * What the phrase stands for: the least of a collective, the size of a group, the number of a month or weekday, days from the day it leans on.
   */
  value: number | null;
}

/**
 * Every enumeration value with its labels and definition.
 */
export interface Code {
  /**
   * Name of the list of codes; columns that use it name it in the dictionary.
   */
  enumeration: string;
  /**
   * The value as it stands in the tables.
   */
  code: string;
  /**
   * Short neutral name in English.
   */
  label_en: string;
  /**
   * Short neutral name in Spanish.
   */
  label_es: string;
  /**
   * What the code means, in English.
   */
  definition: string;
  /**
   * What the code means, in Spanish.
   */
  definition_es: string;
  /**
   * Position of the code in its list; it is a rank only where the list is ordered.
   */
  order: number;
}
