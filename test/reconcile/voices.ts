// How the cases of the rules are written short: voices and claims with everything usual left out.
import { readFileSync } from "node:fs";
import type { Claim } from "../../pipeline/model.ts";
import type { Group, Voice } from "../../pipeline/reconcile/voices.ts";

/** A voice: `n` is an exact number; what is left out is null, rank 5, source s1, incident, 5 June 2021. */
export interface ShortVoice {
  readonly id: string;
  readonly counter: string;
  readonly n?: number;
  readonly stated?: number;
  readonly low?: number;
  readonly high?: number;
  readonly source?: string;
  readonly rank?: number;
  readonly asOf?: string;
  readonly basis?: Voice["basis"];
  readonly flagged?: boolean;
}

/** A claim: what is left out is one death of people in the square, counted by watch, told by s1 in its own voice. */
export interface ShortClaim {
  readonly id: string;
  readonly event?: string;
  readonly measure?: Claim["measure"];
  readonly population?: NonNullable<Claim["population"]>;
  readonly basis?: Claim["count_basis"];
  readonly counter?: string | null;
  readonly source?: string;
  /** An interval of days as EDTF writes it, or one day; either side may be "..". */
  readonly date?: string;
  readonly role?: Claim["date_role"];
  readonly asOf?: string;
  readonly actor?: NonNullable<Claim["actor_kind"]>;
  readonly denies?: boolean;
}

export interface ShortGroup {
  readonly event: string;
  readonly measure?: Claim["measure"];
  readonly basis?: Group["count_basis"];
  readonly voices: readonly ShortVoice[];
}

interface Why {
  readonly why: string;
  /** A known fault of the program that stands against the case. */
  readonly fault?: string;
}

export interface Cases {
  readonly r1: readonly (Why & { claims: readonly ShortClaim[]; groups: readonly string[] })[];
  readonly r3: readonly (Why & { voices: readonly ShortVoice[]; standing: Readonly<Record<string, string>> })[];
  readonly r4: Cases["r3"];
  readonly r5: readonly (Why & { basis?: Group["count_basis"]; voices: readonly ShortVoice[]; conflicts: readonly string[] })[];
  readonly r6: readonly (Why & { groups: readonly ShortGroup[]; conflicts: readonly string[] })[];
  readonly r7: readonly (Why & { voices: readonly ShortVoice[]; sums: readonly string[] })[];
  readonly r8: readonly (Why & { voices: readonly ShortVoice[]; range: readonly [number | null, number | null, boolean] })[];
  readonly r9: readonly (Why & { voices: readonly ShortVoice[]; best: readonly [number | null, string] })[];
  readonly r13: readonly (Why & { voices: readonly ShortVoice[]; conflicts: readonly string[] })[];
  readonly dates: readonly (Why & { event?: string; claims: readonly ShortClaim[]; conflicts: readonly string[] })[];
  readonly asOf: readonly (Why & { claim: Omit<ShortClaim, "id">; day: string })[];
  readonly r14: readonly (Why & { claims: readonly ShortClaim[]; conflicts: readonly string[] })[];
}

/** The cases of test/reconcile/cases.json by rule. */
export function readCases(): Cases {
  return JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8")) as Cases;
}

export function toVoice(short: ShortVoice): Voice {
  return {
    id: short.id,
    source_id: short.source ?? "s1",
    counter_id: short.counter,
    rank: short.rank ?? 5,
    stated: short.n ?? short.stated ?? null,
    low: short.n ?? short.low ?? null,
    high: short.n ?? short.high ?? null,
    asOf: short.asOf ?? "2021-06-05",
    basis: short.basis ?? "incident",
    flagged: short.flagged ?? false,
    terms: [],
  };
}

export function toGroup({ event, measure, basis, voices }: ShortGroup): Group {
  return {
    event_id: event,
    measure: measure ?? "killed",
    population: "people",
    count_basis: basis ?? "incident",
    voices: voices.map(toVoice),
  };
}

/** The columns of a claim that the rules of estimates read; the others are not there. */
export function toClaim(short: ShortClaim): Claim {
  const [from, to = from] = short.date?.split("/") ?? [];
  const day = (text: string | undefined): string | null => (text === undefined || text === ".." ? null : text);
  const claim: Partial<Claim> = {
    claim_id: short.id,
    source_id: short.source ?? "s1",
    event_id: short.event ?? "square",
    measure: short.measure ?? "killed",
    population: short.population ?? "people",
    count_basis: short.basis === undefined ? "incident" : short.basis,
    counter_id: short.counter === undefined ? "watch" : short.counter,
    flag: null,
    count_stated: 1,
    count_low: 1,
    count_high: 1,
    as_of_latest: short.asOf ?? null,
    date_role: short.role ?? "occurred",
    date_edtf: short.date ?? null,
    date_earliest: day(from),
    date_latest: day(to),
    actor_kind: short.actor ?? null,
    attribution: short.actor === undefined ? null : short.denies ? "denied" : "attributed",
  };
  return claim as Claim;
}
