/** Every answer keeps to the JSON Schema: the recorded ones, and those of our rules to random profiles. */

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import * as runtime from "../../www/package/generated/guiju_runtime.js";
import { profile, random } from "./profiles.mjs";

// The tools live with the page, not at the top of the repository.
const require = createRequire(new URL("../../www/package.json", import.meta.url));
const Ajv = require("ajv/dist/2020").default;

const PROFILES = 100;
const at = (path) => new URL(path, import.meta.url);

const schema = JSON.parse(await readFile(at("../../schema/answer.schema.json"), "utf8"));
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false }).addSchema(schema, "answers");

/** Fails unless an answer is one of the named kind. */
function keepsTo(name, answer, of) {
  const valid = ajv.getSchema(`answers#/$defs/${name}`);
  assert.ok(valid !== undefined, `the schema has no ${name}`);
  assert.ok(valid(JSON.parse(answer)), `${of}: ${ajv.errorsText(valid.errors)}\n${answer.slice(0, 500)}`);
}

async function rules() {
  runtime.initSync({ module: await readFile(at("../../www/package/generated/guiju_runtime_bg.wasm")) });
  return runtime.Engine.fromPack(await readFile(at("../../www/portal/public/packs/rules.pack")));
}

test("the schema refuses what is no answer", () => {
  const valid = ajv.getSchema("answers#/$defs/ErrorAnswer");
  assert.equal(valid({ kind: "error" }), false);
});

test("recorded answers keep to the schema", async () => {
  const folder = at("../corpus/explain/");
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".answer.json"));
  assert.ok(names.length > 40);
  for (const name of names) {
    const answer = await readFile(new URL(name, folder), "utf8");
    keepsTo("code" in JSON.parse(answer) ? "ErrorAnswer" : "PolicyAnswer", answer, name);
  }
});

test(`answers to ${PROFILES} random profiles keep to the schema`, async () => {
  const engine = await rules();
  keepsTo("CatalogueAnswer", engine.catalogue(), "catalogue");
  const catalogue = JSON.parse(engine.catalogue());
  const below = random(20261123);
  let refused = 0;
  for (let index = 0; index < PROFILES; index += 1) {
    const policy = catalogue.policies[index % catalogue.policies.length].policy;
    const request = JSON.stringify({ policy, facts: profile(catalogue, below), as_of: "2026-11-22", not_applicable: below(2) === 0 });
    try {
      keepsTo("PolicyAnswer", engine.evaluate(request), request);
      keepsTo("MatchAnswer", engine.match(request), request);
      const { facts, as_of } = JSON.parse(request);
      for (const { policy: standard } of catalogue.standards) {
        const asked = JSON.stringify({ standard, facts, as_of });
        keepsTo("StandardAnswer", engine.standard(asked), asked);
      }
      const session = engine.session(request);
      keepsTo("SessionAnswer", session.answer("{}"), request);
      keepsTo("MatchAnswer", session.results(), request);
      const question = session.nextQuestion("{}");
      if (question !== "null") keepsTo("QuestionAnswer", question, request);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      keepsTo("ErrorAnswer", error.message, request);
      refused += 1;
    }
  }
  console.log(`${PROFILES - refused} answered, ${refused} refused`);
  assert.ok(refused > 0 && refused < PROFILES);
});

test("refusals keep to the schema", async () => {
  const engine = await rules();
  const as_of = "2026-11-22";
  const wrong = [{ policy: "没有这项政策", facts: {}, as_of }, { policy: "高新技术企业认定", facts: { 职工总数: -1 }, as_of }, { policy: "高新技术企业认定", facts: {}, as_of: "2026-02-30" }];
  for (const request of wrong.map((request) => JSON.stringify(request))) {
    assert.throws(() => engine.evaluate(request), (error) => (keepsTo("ErrorAnswer", error.message, request), true));
  }
});
