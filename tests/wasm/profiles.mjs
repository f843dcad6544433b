/** Random profiles of enterprises, the same ones every time. */

/** Numbers that look random; the same seed gives the same profiles everywhere. */
export function random(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const SIZES = ["0", "1", "19", "30", "300", "999.5", "1000", "500000", "3000000", "3000000.01", "50000000", "50000000.01", "400000000"];
const YEARS = [2022, 2023, 2024, 2025, 2026];
const DAYS = ["2012-02-29", "2019-04-18", "2024-03-01", "2025-07-01", "2025-07-02", "2026-01-31"];

/** A value that a fact or column may take, or one that it must refuse. */
function value(entry, regions, below) {
  const pick = (items) => items[below(items.length)];
  switch (entry.kind) {
    case "yes_no":
      return below(2) === 1;
    case "choice":
      return pick(entry.options).option;
    case "choices":
      return entry.options.filter(() => below(2) === 1).map((option) => option.option);
    case "date":
      return pick(DAYS);
    case "year":
      return 2018 + below(11);
    case "duration":
      return below(30);
    case "region":
      return pick(regions).region;
    case "text":
      return pick(["甲", "乙\"\n", "𠮷"]);
    case "list":
      return Array.from({ length: below(Math.min(entry.max_records ?? 5, 5)) }, () => record(entry.columns, "column", regions, below));
    case "percent":
      return pick(["5%", "0.1", 0.125]);
    default:
      return entry.whole === true ? pick(SIZES).split(".")[0] : pick(SIZES);
  }
}

/** A random record: so many of the entries, by their name under `key`. */
function record(entries, key, regions, below) {
  const facts = {};
  const chance = [10, 50, 90][below(3)];
  for (const entry of entries) {
    if (below(100) >= chance) continue;
    const one = () => value(entry, regions, below);
    facts[entry[key]] = entry.yearly === true ? Object.fromEntries(YEARS.filter(() => below(4) > 0).map((year) => [year, one()])) : one();
  }
  return facts;
}

/** What a random enterprise might say, in the words of a catalogue. */
export function profile(catalogue, below) {
  const facts = record(catalogue.facts, "fact", catalogue.regions, below);
  // Most enterprises know that they had no figures before they were founded; a few say so all the same, and are refused.
  if (below(10) === 0) return facts;
  for (const entry of catalogue.facts) {
    const since = entry.anchor === undefined ? undefined : facts[entry.anchor];
    const figures = facts[entry.fact];
    if (since === undefined || figures === undefined) continue;
    facts[entry.fact] = Object.fromEntries(Object.entries(figures).filter(([year]) => year >= since.slice(0, 4)));
  }
  return facts;
}
