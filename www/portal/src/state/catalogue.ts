/** The catalogue of the pack, by name. */

import type { CatalogueAnswer, ColumnEntry, DocumentEntry, FactEntry, KindEntry, OptionEntry, PeriodEntry, PolicyEntry } from "guiju";
import { type Key, type Label, type Language, say, speaks, t } from "../i18n/index.js";

/** What may be asked: a fact, or a column of a list. */
export interface Fact {
  name: string;
  title: Label;
  kind: KindEntry;
  unit?: string | undefined;
  whole: boolean;
  ask?: Label | undefined;
  help?: Label | undefined;
  countedAs?: string | undefined;
  options: { name: string; title: Label }[];
  from?: string | undefined;
  to?: string | undefined;
  /** Facts that it must not be less, or more, than. */
  fromFact?: string | undefined;
  toFact?: string | undefined;
  /** The rest is said of whole facts only. */
  entry?: FactEntry;
  columns: Fact[];
}

/** A question's place: a fact, perhaps of one year, perhaps one field of a record. */
export interface Slot {
  /** As the engine writes it. */
  name: string;
  fact: Fact;
  year?: number;
  row?: number;
  column?: Fact;
  /** 上年 while the law day is open: nobody can say yet which year that is, so it cannot be asked. */
  relative?: string;
}

export class Index {
  readonly all: CatalogueAnswer;
  readonly #facts: Map<string, Fact>;
  readonly #policies: Map<string, PolicyEntry>;
  readonly #standards: Map<string, PolicyEntry>;
  readonly #documents: Map<string, DocumentEntry>;

  constructor(catalogue: CatalogueAnswer) {
    this.all = catalogue;
    this.#facts = new Map((catalogue.facts ?? []).map((entry) => [entry.fact, fromEntry(entry)]));
    // The last version of the widest place speaks for a name.
    const parents = new Map((catalogue.regions ?? []).map((entry) => [entry.region, entry.parent]));
    const depth = (region: string | undefined): number => (region === undefined ? 0 : 1 + depth(parents.get(region)));
    this.#policies = new Map();
    for (const entry of catalogue.policies ?? []) {
      const known = this.#policies.get(entry.policy);
      if (known === undefined || depth(entry.region) <= depth(known.region)) this.#policies.set(entry.policy, entry);
    }
    this.#standards = new Map((catalogue.standards ?? []).map((entry) => [entry.policy, entry]));
    this.#documents = new Map((catalogue.documents ?? []).map((entry) => [entry.document, entry]));
  }

  /** The policies, each once, in the order of the pack. */
  get policies(): PolicyEntry[] {
    return [...this.#policies.values()];
  }

  /** The standards, which grant nothing and are used by policies. */
  get standards(): PolicyEntry[] {
    return [...this.#standards.values()];
  }

  /** The facts in catalogue order. */
  get facts(): Fact[] {
    return [...this.#facts.values()];
  }

  fact(name: string): Fact | undefined {
    return this.#facts.get(name);
  }

  policy(name: string): PolicyEntry | undefined {
    return this.#policies.get(name);
  }

  standard(name: string): PolicyEntry | undefined {
    return this.#standards.get(name);
  }

  /** The names of the main document of a policy or standard, which need not be said beside its articles. */
  mainNames(name: string): string[] {
    const entry = this.#policies.get(name) ?? this.#standards.get(name);
    const document = entry === undefined ? undefined : this.mainDocument(entry);
    return document === undefined ? [] : [document.document, document.title.zh];
  }

  /** The main document of a policy. */
  mainDocument(policy: PolicyEntry): DocumentEntry | undefined {
    const [name] = policy.documents ?? [];
    return name === undefined ? undefined : this.#documents.get(name);
  }

  /** The name that rules cite a document by, which is shorter than its title. */
  shortName(title: string): string {
    const found = this.all.documents?.find((entry) => entry.title.zh === title);
    return found === undefined || found.document.length > title.length ? title : found.document;
  }

  /** Takes a name of the engine apart: `营业收入(2025)`, `营业收入(上年)`, `招用人员[0].缴费月数`. */
  slot(name: string): Slot | undefined {
    const whole = this.#facts.get(name);
    if (whole !== undefined) return { name, fact: whole };
    const [, yearly = "", year = ""] = /^(.*)\(([^()]*)\)$/.exec(name) ?? [];
    const ofYear = this.#facts.get(yearly);
    if (ofYear !== undefined) {
      if (year in YEARS_BEFORE) return { name, fact: ofYear, relative: year };
      const number = Number(year);
      return Number.isInteger(number) ? { name: `${yearly}(${number})`, fact: ofYear, year: number } : undefined;
    }
    const [, list = "", row = "", column = ""] = /^(.*)\[(\d+)\]\.(.*)$/.exec(name) ?? [];
    const sheet = this.#facts.get(list);
    const found = sheet?.columns.find((candidate) => candidate.name === column);
    return sheet === undefined || found === undefined
      ? undefined
      : { name, fact: sheet, row: Number(row), column: found };
  }

  /** What people call a slot: `2025 年营业收入`. */
  title(name: string, asOf: string): string {
    const slot = this.slot(name);
    if (slot === undefined) return name === "今天" ? t("today") : name;
    const title = say(slot.fact.title);
    if (slot.year !== undefined) return t("ofYear", { year: slot.year, fact: title });
    const before = slot.relative === undefined ? undefined : YEARS_BEFORE[slot.relative];
    if (before !== undefined) return t("ofYearsBefore", { word: t(before), fact: title });
    if (slot.column === undefined) return periodTitle(slot.fact, title, asOf);
    return t("field", { list: title, row: (slot.row ?? 0) + 1, column: say(slot.column.title) });
  }

  /** The question in words; the period stands in it where the author left a place for it. */
  question(slot: Slot, asOf: string): string {
    const { ask, entry } = slot.fact;
    const year = Number(asOf.slice(0, 4));
    // The period is said in the language of the question that it stands in.
    const into = ask?.en === undefined ? "zh" : speaks();
    const period =
      slot.year === undefined
        ? periodWords(entry?.period, year, into)
        : t(entry?.period === "year_end" ? "endOfYear" : "inYear", { year: slot.year }, into);
    if (ask === undefined) return t("askPlain", { fact: this.title(slot.name, asOf) });
    return say(ask).replace(PERIOD, period);
  }

  /** The question about all years at once. */
  questionOfYears(fact: Fact): string {
    return fact.ask === undefined ? t("askPlain", { fact: say(fact.title) }) : say(fact.ask).replace(PERIOD, t("eachYear", {}, fact.ask.en === undefined ? "zh" : speaks()));
  }

  /** The title of a policy. */
  policyTitle(name: string): Label | string {
    return this.#policies.get(name)?.title ?? name;
  }
}

const PERIOD = /\{(?:属期|period|year)\}/g;
const YEARS_BEFORE: Partial<Record<string, Key>> = { 当年: "thisYear", 上年: "yearBefore", 前年: "twoYearsBefore", 大前年: "threeYearsBefore" };

function fromEntry(entry: FactEntry): Fact {
  return {
    name: entry.fact,
    title: entry.title,
    kind: entry.kind,
    unit: entry.unit,
    whole: entry.whole === true,
    ask: entry.ask,
    help: entry.help,
    countedAs: entry.counted_as,
    options: (entry.options ?? []).map(fromOption),
    from: entry.bounds?.from,
    to: entry.bounds?.to,
    fromFact: entry.bounds?.from_fact,
    toFact: entry.bounds?.to_fact,
    entry,
    columns: (entry.columns ?? []).map(fromColumn),
  };
}

function fromColumn(entry: ColumnEntry): Fact {
  return {
    name: entry.column,
    title: entry.title ?? { zh: entry.column },
    kind: entry.kind,
    unit: entry.unit,
    whole: entry.whole === true,
    ask: entry.ask,
    help: entry.help,
    options: (entry.options ?? []).map(fromOption),
    from: entry.bounds?.from,
    to: entry.bounds?.to,
    columns: [],
  };
}

function fromOption(entry: OptionEntry): { name: string; title: Label } {
  return { name: entry.option, title: entry.title ?? { zh: entry.option } };
}

/** A fact of last year says which year that is. */
function periodTitle(fact: Fact, title: string, asOf: string): string {
  const year = Number(asOf.slice(0, 4)) - 1;
  if (fact.entry?.period === "last_year") return t("ofYear", { year, fact: title });
  return fact.entry?.period === "end_of_last_year" ? t("atEndOfYear", { year, fact: title }) : title;
}

function periodWords(period: PeriodEntry | undefined, year: number, into: Language): string {
  switch (period) {
    case "last_year":
      return t("inYear", { year: year - 1 }, into);
    case "end_of_last_year":
      return t("endOfYear", { year: year - 1 }, into);
    case "this_year":
      return t("inYear", { year }, into);
    case "last_one_year":
      return t("lastOneYear", {}, into);
    case "last_two_years":
      return t("lastTwoYears", {}, into);
    case "last_three_years":
      return t("lastThreeYears", {}, into);
    default:
      return "";
  }
}
