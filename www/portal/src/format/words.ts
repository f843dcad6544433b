/** Sums of money in Chinese words: 六千二百万元整. */

const NUMERALS = "零一二三四五六七八九";
const POWERS = ["", "十", "百", "千"];
const GROUPS = ["", "万", "亿", "万亿"];

/** A sum in yuan, exact decimal text, in words; undefined where it is too long to be read. */
export function moneyWords(text: string): string | undefined {
  const [, sign, whole = "", part = ""] = /^(-?)(\d{1,16})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (whole === "") return undefined;
  const [jiao = "0", fen = "0"] = part;
  const cents =
    (jiao === "0" ? (fen === "0" || whole === "0" ? "" : "零") : `${NUMERALS[Number(jiao)]}角`) +
    (fen === "0" ? "" : `${NUMERALS[Number(fen)]}分`);
  const yuan = wholeWords(whole);
  const words = yuan === "零" && cents !== "" ? cents : `${yuan}元${cents === "" ? "整" : cents}`;
  return sign === "-" ? `负${words}` : words;
}

function wholeWords(whole: string): string {
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 4) groups.push(whole.slice(Math.max(0, end - 4), end));
  let words = "";
  let gap = false;
  for (let index = groups.length - 1; index >= 0; index -= 1) {
    const group = groups[index] ?? "";
    const value = Number(group);
    if (value === 0) {
      gap = true;
      continue;
    }
    // A group that does not fill its thousands is joined by one 零.
    if (words !== "" && (gap || value < 1000)) words += "零";
    words += groupWords(value) + (GROUPS[index] ?? "");
    gap = false;
  }
  return words === "" ? "零" : words.replace(/^一十/, "十");
}

function groupWords(value: number): string {
  let words = "";
  let gap = false;
  for (const [place, digit] of [...String(value)].entries()) {
    if (digit === "0") {
      gap = true;
      continue;
    }
    if (gap) words += "零";
    gap = false;
    words += (NUMERALS[Number(digit)] ?? "") + (POWERS[String(value).length - 1 - place] ?? "");
  }
  return words;
}
