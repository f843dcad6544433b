/** The same pack and the same random profiles, native and in wasm: byte-identical JSON. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { profile, random } from "./profiles.mjs";
import * as runtime from "../../www/package/generated/guiju_runtime.js";

const PROFILES = 1000;
const at = (path) => new URL(path, import.meta.url);

test(`${PROFILES} random profiles give the same bytes, native and in wasm`, async () => {
  const pack = at("../../www/portal/public/packs/rules.pack");
  runtime.initSync({ module: await readFile(at("../../www/package/generated/guiju_runtime_bg.wasm")) });
  const engine = runtime.Engine.fromPack(await readFile(pack));
  const catalogue = JSON.parse(engine.catalogue());
  const below = random(20261122);
  const matched = JSON.parse(engine.match(JSON.stringify({ facts: {}, as_of: "2022-11-22" })));
  const places = catalogue.regions.map((entry) => entry.region);
  // Everything that can be asked by name, and a match, in turn.
  const subjects = [
    ...catalogue.policies.map((entry) => ({ policy: entry.policy })),
    ...(catalogue.standards ?? []).map((entry) => ({ standard: entry.policy })),
    ...catalogue.chains.map((entry) => ({ chain: entry.policy })),
    ...(matched.stacks ?? []).map((entry) => ({ stack: entry.stack })),
    {},
  ];
  assert.ok(subjects.length > 40 && subjects.some((subject) => subject.stack !== undefined), "the rules hold every kind");
  const call = { old_as_of: "diff", policy: "evaluate", standard: "standard", chain: "chain", stack: "stack", item: "compare", match: "match" };
  const kindOf = (request) => Object.keys(call).find((key) => JSON.parse(request)[key] !== undefined) ?? "match";
  // Of a policy only what it asks for is told: among facts of all policies one is nearly always refused.
  const asked = new Map();
  const told = ({ policy }, facts) => {
    if (policy === undefined) return facts;
    if (!asked.has(policy)) {
      const { missing = [] } = JSON.parse(engine.evaluate(JSON.stringify({ policy, facts: {}, as_of: "2026-11-22" })));
      asked.set(policy, new Set(missing.map((name) => name.split(/[([]/)[0])));
    }
    return Object.fromEntries(Object.entries(facts).filter(([name]) => asked.get(policy).has(name)));
  };
  const requests = Array.from({ length: PROFILES }, (_, index) =>
    JSON.stringify({
      ...subjects[index % subjects.length],
      facts: told(subjects[index % subjects.length], profile(catalogue, below)),
      as_of: ["2021-06-30", "2024-05-31", "2026-11-22"][below(3)],
      ...(below(4) === 0 ? { region: catalogue.regions[below(catalogue.regions.length)].region } : {}),
    }),
  );
  // Comparisons look for profiles of their own; a few are enough.
  for (const entry of [...(catalogue.standards ?? []), ...catalogue.policies.slice(0, 3)]) {
    requests.push(JSON.stringify({ item: entry.policy, regions: Array.from({ length: 4 }, () => places[below(places.length)]), as_of: "2022-11-22" }));
  }
  // So do changes from one day to another: new versions, new years, and policies that came or went.
  for (const policy of ["专精特新中小企业认定", "创新型中小企业评价", "小型微利企业所得税优惠", "小规模纳税人免征增值税", "六税两费减征", "没有这项政策"]) {
    for (const [old_as_of, as_of] of [["2022-11-22", "2026-11-22"], ["2019-06-30", "2024-05-31"]]) {
      const facts = below(2) === 0 ? { 职工总数: "18" } : {};
      requests.push(JSON.stringify({ policy, facts, old_as_of, as_of, extra_facts: "ignore" }));
    }
  }
  const native = spawnSync(process.env.GUIJU_ANSWERS, [pack.pathname], { input: requests.join("\n"), encoding: "utf8", maxBuffer: 2 ** 30 });
  assert.equal(native.status, 0, native.stderr);
  const answers = native.stdout.trimEnd().split("\n");
  assert.equal(answers.length, requests.length + 1);
  assert.equal(engine.catalogue(), answers[0], "catalogue");
  const outcomes = new Map();
  requests.forEach((request, index) => {
    let answer;
    try {
      const kind = kindOf(request);
      answer = kind === "old_as_of" ? engine.diff(engine, request) : engine[call[kind]](request);
    } catch (error) {
      answer = error.message;
    }
    assert.equal(answer, answers[index + 1], request);
    const { code, outcome: decided } = JSON.parse(answer);
    const kind = kindOf(request);
    const outcome = code !== undefined ? "refused" : kind === "policy" ? decided : kind;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });
  console.log(`identical: ${[...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(", ")}`);
  for (const outcome of ["eligible", "ineligible", "undetermined", "not_applicable", "match", "standard", "chain", "stack", "item", "old_as_of", "refused"]) {
    assert.ok(outcomes.has(outcome), `no profile came out as ${outcome}: the profiles test too little`);
  }
});
