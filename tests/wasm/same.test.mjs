/** The same pack and the same random profiles, native and in wasm: byte-identical JSON. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as runtime from "../../www/package/generated/guiju_runtime.js";

const PROFILES = 1000;
const at = (path) => new URL(path, import.meta.url);

/** Numbers that look random; the same seed gives the same profiles everywhere. */
function random(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const SIZES = ["0", "1", "19", "30", "300", "999.5", "1000", "500000", "3000000", "3000000.01", "50000000", "50000000.01", "400000000"];
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
      return Array.from({ length: below(Math.min(entry.max_records ?? 5, 5)) }, () => profile(entry.columns, "column", regions, below));
    case "percent":
      return pick(["5%", "0.1", 0.125]);
    default:
      return entry.whole === true ? pick(SIZES).split(".")[0] : pick(SIZES);
  }
}

function profile(entries, key, regions, below) {
  const facts = {};
  const chance = [10, 50, 90][below(3)];
  for (const entry of entries) {
    if (below(100) >= chance) continue;
    const one = () => value(entry, regions, below);
    facts[entry[key]] = entry.yearly === true ? Object.fromEntries([2022, 2023, 2024, 2025, 2026].filter(() => below(4) > 0).map((year) => [year, one()])) : one();
  }
  return facts;
}

test(`${PROFILES} random profiles give the same bytes, native and in wasm`, async () => {
  const pack = at("../../www/portal/public/packs/rules.pack");
  runtime.initSync({ module: await readFile(at("../../www/package/generated/guiju_runtime_bg.wasm")) });
  const engine = runtime.Engine.fromPack(await readFile(pack));
  const catalogue = JSON.parse(engine.catalogue());
  const below = random(20261122);
  const policies = [...catalogue.policies.map((entry) => entry.policy), undefined];
  const requests = Array.from({ length: PROFILES }, (_, index) =>
    JSON.stringify({
      policy: policies[index % policies.length],
      facts: profile(catalogue.facts, "fact", catalogue.regions, below),
      as_of: ["2021-06-30", "2024-05-31", "2026-11-22"][below(3)],
      ...(below(4) === 0 ? { region: catalogue.regions[below(catalogue.regions.length)].region } : {}),
    }),
  );
  const native = spawnSync(process.env.GUIJU_ANSWERS, [pack.pathname], { input: requests.join("\n"), encoding: "utf8", maxBuffer: 2 ** 30 });
  assert.equal(native.status, 0, native.stderr);
  const answers = native.stdout.trimEnd().split("\n");
  assert.equal(answers.length, PROFILES + 1);
  assert.equal(engine.catalogue(), answers[0], "catalogue");
  const outcomes = new Map();
  requests.forEach((request, index) => {
    let answer;
    try {
      answer = JSON.parse(request).policy === undefined ? engine.match(request) : engine.evaluate(request);
    } catch (error) {
      answer = error.message;
    }
    assert.equal(answer, answers[index + 1], request);
    const outcome = JSON.parse(answer).outcome ?? (JSON.parse(answer).code === undefined ? "match" : "refused");
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });
  console.log(`identical: ${[...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(", ")}`);
  for (const outcome of ["eligible", "ineligible", "undetermined", "not_applicable", "match", "refused"]) {
    assert.ok(outcomes.has(outcome), `no profile came out as ${outcome}: the profiles test too little`);
  }
});
