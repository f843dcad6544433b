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
  const policies = [...catalogue.policies.map((entry) => entry.policy), undefined];
  const requests = Array.from({ length: PROFILES }, (_, index) =>
    JSON.stringify({
      policy: policies[index % policies.length],
      facts: profile(catalogue, below),
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
