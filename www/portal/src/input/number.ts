/** Numbers in whatever habit they are typed: full-width digits, grouping commas, 万 and 亿, Chinese numerals. */

/** A number as exact decimal text, and whether its own unit stood beside it. */
export interface TypedNumber {
  decimal: string;
  /** 元, 万 or 亿 was written, so that the unit of the field does not apply. */
  scaled: boolean;
}

/** Reads one number; undefined if it is none. */
export function readNumber(text: string): TypedNumber | undefined {
  const plain = text
    .normalize("NFKC")
    .replace(/[\s,，、_'’]/g, "")
    .replace(/[。]/g, ".")
    .replace(/^(?:人民币|RMB|CNY|¥|¥)/i, "")
    .replace(/^[−–—]/, "-");
  const [, minus, body = "", unit] = /^(-|负)?(.*?)(元整|元|圆整|圆|块|整)?$/.exec(plain) ?? [];
  const amount = readAmount(body);
  if (amount === undefined) return undefined;
  const decimal = digitsAt(amount.digits, amount.places);
  return {
    decimal: minus === undefined || decimal === "0" ? decimal : `-${decimal}`,
    scaled: amount.scaled || unit !== undefined,
  };
}

/** A number of some unit times ten to a power. */
export function shifted(decimal: string, power: number): string {
  const [, sign = "", whole = "0", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const text = digitsAt(BigInt(whole + part), part.length - power);
  return text === "0" ? text : sign + text;
}

interface Amount {
  digits: bigint;
  places: number;
  scaled: boolean;
}

const MYRIADS = { 万: 4, 萬: 4, 亿: 8, 億: 8 } as const;

/** `1.2亿3000万`, `六千二百万`, `3千5百`, `0.62亿`. Powers fall from left to right; the last part may have a point. */
function readAmount(text: string): Amount | undefined {
  if (text === "") return undefined;
  let total: Amount = { digits: 0n, places: 0, scaled: false };
  let rest = text;
  let below = Number.POSITIVE_INFINITY;
  while (rest !== "") {
    const at = rest.search(/[万萬亿億]/);
    const head = at < 0 ? rest : rest.slice(0, at);
    // 12万5 is said of 12.5万, written of 120,005: ask again rather than guess.
    if (total.scaled && /^[\d一二两三四五六七八九]$/.test(head)) return undefined;
    const section = readSection(head);
    if (section === undefined) return undefined;
    let power = 0;
    rest = at < 0 ? "" : rest.slice(at);
    // 万亿 is one unit.
    for (let sign = /^[万萬亿億]/.exec(rest); sign !== null; sign = /^[万萬亿億]/.exec(rest)) {
      power += MYRIADS[sign[0] as keyof typeof MYRIADS];
      rest = rest.slice(1);
    }
    if (power >= below) return undefined;
    below = power;
    total = added(total, { digits: section.digits, places: section.places - power, scaled: power > 0 || total.scaled });
  }
  return total;
}

const NUMERALS = "零一二三四五六七八九";
const POWERS = { 十: 1n, 拾: 1n, 百: 2n, 佰: 2n, 千: 3n, 仟: 3n } as const;

/** Below 万: `6200`, `0.62`, `六千二百`, `3千5百`, `十二`. */
function readSection(text: string): Amount | undefined {
  const plain = /^(\d+)(?:\.(\d*))?$/.exec(text) ?? /^()\.(\d+)$/.exec(text);
  if (plain !== null) {
    const [, whole = "", part = ""] = plain;
    return { digits: BigInt(whole + part === "" ? "0" : whole + part), places: part.length, scaled: false };
  }
  let digits = 0n;
  let pending: bigint | undefined;
  let last = 4n;
  // 三千五 is said of 3,500, so a digit right behind 百 or 千 says too little.
  if (/[百佰千仟][一二两三四五六七八九\d]$/.test(text)) return undefined;
  for (const character of text.replace(/\d+/g, (run) => (run.length === 1 ? (NUMERALS[Number(run)] ?? run) : run))) {
    const numeral = NUMERALS.indexOf(CAPITALS[character] ?? character);
    if (numeral >= 0) {
      if (pending !== undefined && pending !== 0n) return undefined;
      pending = BigInt(numeral);
    } else if (character in POWERS) {
      const power = POWERS[character as keyof typeof POWERS];
      if (power >= last) return undefined;
      last = power;
      digits += (pending === undefined || pending === 0n ? 1n : pending) * 10n ** power;
      pending = undefined;
    } else return undefined;
  }
  return { digits: digits + (pending ?? 0n), places: 0, scaled: false };
}

/** 壹 and its like, and the second words for two and zero. */
const CAPITALS: Partial<Record<string, string>> = {
  〇: "零", 壹: "一", 贰: "二", 两: "二", 叁: "三", 肆: "四", 伍: "五", 陆: "六", 柒: "七", 捌: "八", 玖: "九",
};

function added(a: Amount, b: Amount): Amount {
  const places = Math.max(a.places, b.places);
  const lift = (amount: Amount): bigint => amount.digits * 10n ** BigInt(places - amount.places);
  return { digits: lift(a) + lift(b), places, scaled: a.scaled || b.scaled };
}

/** Digits with so many decimal places (or, below zero, so many zeros more), as plain decimal text. */
function digitsAt(digits: bigint, places: number): string {
  if (places <= 0) return (digits * 10n ** BigInt(-places)).toString();
  const text = digits.toString().padStart(places + 1, "0");
  return `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, "");
}
