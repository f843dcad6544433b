/** A range in the place of a value, where only the ends are known. */
export interface Range {
  from?: string;
  above?: string;
  to?: string;
  below?: string;
}

/** What may be said of a fact. Numbers are best given as text: a JavaScript number is not exact. */
export type FactValue =
  | string
  | number
  | boolean
  | null
  | Range
  | FactValue[]
  | { [name: string]: FactValue };

/** A profile: facts by name. */
export type Facts = Record<string, FactValue>;

/** When and where one asks. */
export interface Asked {
  /** 今天: the day of asking, `2026-11-22`. */
  asOf: string;
  /** 适用日: the day whose law holds, only to override the policy. */
  lawDay?: string;
  /** 属地: the place whose rules are asked for; else the profile's. */
  region?: string;
  /** Pass over facts that no rule knows instead of refusing them. */
  ignoreExtraFacts?: boolean;
}

/** Text as the rules have it: composed characters. Two ways to write one character must not be two names. */
export function normalised(value: FactValue): FactValue {
  if (typeof value === "string") return value.normalize("NFC");
  if (typeof value === "number") return exactText(value);
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.normalize("NFC"), normalised(inner as FactValue)]),
  );
}

/** The request keys that every question shares. */
export function asking(facts: Facts, asked: Asked): Record<string, FactValue> {
  return {
    facts: normalised(facts),
    as_of: asked.asOf,
    ...(asked.lawDay === undefined ? {} : { law_day: asked.lawDay }),
    ...(asked.region === undefined ? {} : { region: asked.region.normalize("NFC") }),
    ...(asked.ignoreExtraFacts === true ? { extra_facts: "ignore" } : {}),
  };
}

/** A number as a decimal without exponent: what JavaScript prints may read `1e+21`. */
function exactText(value: number): string {
  const text = String(value);
  const [, sign = "", whole = "", part = "", exponent = ""] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === "") return text;
  const digits = whole + part;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return point >= digits.length
    ? sign + digits.padEnd(point, "0")
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
