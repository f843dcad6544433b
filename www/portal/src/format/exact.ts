/** Exact fractions, as the engine writes them: `0.1`, `6/73`, `-12.50`. Only drawing ever uses a float. */

/** A fraction with a positive denominator. */
export interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

/** Reads `12`, `-0.5`, `6/73`; undefined for anything else. */
export function exact(text: string): Exact | undefined {
  const [, sign, whole, part = "", under = "1"] = /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || BigInt(under) === 0n) return undefined;
  const over = BigInt(whole + part);
  return { over: sign === "-" ? -over : over, under: 10n ** BigInt(part.length) * BigInt(under) };
}

/** Less than, equal to or greater than zero, as `a` is less than, equal to or greater than `b`. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** a − b. */
export function minus(a: Exact, b: Exact): Exact {
  return { over: a.over * b.under - b.over * a.under, under: a.under * b.under };
}

/** a × b. */
export function times(a: Exact, b: Exact): Exact {
  return { over: a.over * b.over, under: a.under * b.under };
}

/** Without its sign. */
export function absolute(a: Exact): Exact {
  return { over: a.over < 0n ? -a.over : a.over, under: a.under };
}

/** For drawing only. */
export function approximate(a: Exact): number {
  // Scaled first: the parts of a fraction may each be beyond what a float holds.
  return Number((a.over * 1_000_000_000n) / a.under) / 1e9;
}

/** At most so many decimal places, half away from zero, no trailing zeros unless `padded`. */
export function decimal(value: Exact, places: number, padded = false): string {
  const scale = 10n ** BigInt(places);
  const { over, under } = absolute(value);
  const scaled = (over * scale * 2n + under) / (under * 2n);
  const digits = scaled.toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const part = padded ? digits.slice(digits.length - places) : digits.slice(digits.length - places).replace(/0+$/, "");
  const sign = value.over < 0n && scaled > 0n ? "-" : "";
  return `${sign}${grouped(whole)}${part === "" ? "" : `.${part}`}`;
}

/**
 * As `decimal`, with more places where rounding would carry the value onto or across a limit that it does not have:
 * 9.9996 never prints as 10 beside a limit of 10.
 */
export function decimalBeside(value: Exact, places: number, limit: Exact | undefined): string {
  if (limit === undefined || compare(value, limit) === 0) return decimal(value, places);
  for (let more = places; more < 18; more += 1) {
    const shown = exact(decimal(value, more).replaceAll(",", ""));
    if (shown !== undefined && compare(shown, limit) === compare(value, limit)) return decimal(value, more);
  }
  return decimal(value, 18);
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ",");
}
