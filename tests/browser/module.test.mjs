/** The JavaScript module in Node: what it sends across the boundary, and how it gets over a fault on the other side. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Engine, GuijuError } from "../../www/package/dist/index.js";
import { asking, normalised } from "../../www/package/dist/facts.js";
import { Instance } from "../../www/package/dist/instance.js";
import { Session } from "../../www/package/dist/session.js";

const ASKED = { asOf: "2026-11-22" };
const pack = () => readFile(new URL("../../www/portal/public/packs/rules.pack", import.meta.url));

test("numbers cross as exact text and names composed", () => {
  const decomposed = "caf\u0065\u0301";
  assert.deepEqual(normalised({ [decomposed]: [1e21, 1e-7, -2.5e-8, 0.1, 12, 1.5e22] }), {
    "caf\u00e9": ["1000000000000000000000", "0.0000001", "-0.000000025", "0.1", "12", "15000000000000000000000"],
  });
  assert.deepEqual(asking({ 甲: true, 乙: null }, { ...ASKED, region: "320300", lawDay: "2025-12-31", ignoreExtraFacts: true }), {
    facts: { 甲: true, 乙: null },
    as_of: "2026-11-22",
    law_day: "2025-12-31",
    region: "320300",
    extra_facts: "ignore",
  });
});

/** A wasm module made of JavaScript whose sessions trap when told to. */
function fragile() {
  const state = { instances: 1, trapNext: 0, freed: 0 };
  const alive = (made) => {
    if (made !== state.instances) throw new Error("a handle of a dead instance was used");
    if (state.trapNext > 0) {
      state.trapNext -= 1;
      throw new WebAssembly.RuntimeError("unreachable");
    }
  };
  const engine = () => {
    const made = state.instances;
    return {
      session(start) {
        alive(made);
        const said = [JSON.parse(start).facts];
        return {
          set: (name, value) => (alive(made), said.push({ [name]: JSON.parse(value) }), "null"),
          unset: (name) => (alive(made), said.push({ [name]: null }), "null"),
          undo: () => (alive(made), said.length > 1 && (said.pop(), true)),
          results: () => (alive(made), JSON.stringify(Object.assign({}, ...said))),
          free: () => (state.freed += 1),
        };
      },
    };
  };
  return { state, engine, glue: { initSync() {}, __wbg_reset_state: () => (state.instances += 1), Engine: { fromPack: engine } } };
}

test("after a trap a new instance is told all that was said, and says so", () => {
  const { state, engine, glue } = fragile();
  const instance = Instance.of(glue);
  let made = engine();
  let age = 0;
  const live = () => {
    if (age !== instance.age) [made, age] = [engine(), instance.age];
    return made;
  };
  const told = [];
  const stop = instance.onRestart((cause) => told.push(cause));
  const talk = new Session(instance, live, { 甲: "1" }, ASKED);
  talk.set("乙", 2);
  talk.set("丙", "3");
  talk.undo();
  talk.unset("甲");
  state.trapNext = 1;
  assert.deepEqual(talk.results(), { 甲: null, 乙: "2" });
  assert.equal(state.instances, 2);
  assert.equal(told.length, 1);
  assert.ok(told[0] instanceof WebAssembly.RuntimeError);
  state.trapNext = 2;
  assert.throws(() => talk.results(), WebAssembly.RuntimeError, "a call that traps again is not tried for ever");
  assert.deepEqual(talk.results(), { 甲: null, 乙: "2" }, "but the next one finds a whole engine");
  stop();
  state.trapNext = 1;
  talk.results();
  assert.equal(told.length, 3);
  talk.free();
});

test("a pack is read, asked, and talked with", async () => {
  const engine = await Engine.fromPack(await pack());
  const { policies } = engine.catalogue();
  assert.ok(policies.some(({ policy }) => policy === "高新技术企业认定"));
  const talk = engine.session({ 职工总数: "146" }, { ...ASKED, policies: ["高新技术企业认定"] });
  const question = talk.nextQuestion();
  assert.ok(question !== null && question.left.at_least >= 1);
  assert.notEqual(talk.nextQuestion({ skip: [question.fact] })?.fact, question.fact, "what was put off is not asked");
  talk.set("科技人员", "12");
  const before = JSON.stringify(talk.results());
  talk.set("科技人员", "15");
  assert.notEqual(JSON.stringify(talk.results()), before);
  assert.equal(talk.undo(), true);
  assert.equal(JSON.stringify(talk.results()), before, "undone is as it was, to the byte");
  const alone = engine.evaluate("高新技术企业认定", { 职工总数: 146, 科技人员: 12 }, ASKED);
  assert.deepEqual(talk.evaluate("高新技术企业认定"), alone);
  assert.throws(() => talk.set("科技人员", "很多"), GuijuError);
  assert.throws(() => talk.set("没有这一项", "1"), (cause) => cause instanceof GuijuError && cause.answer.code === "unknown_fact");
  assert.equal(JSON.stringify(talk.results()), before, "a refused value changes nothing");
  talk.free();
  engine.free();
});

test("a damaged pack is refused in words", async () => {
  const bytes = new Uint8Array(await pack());
  bytes[bytes.length >> 1] ^= 0x40;
  await assert.rejects(Engine.fromPack(bytes), (cause) => cause instanceof GuijuError && cause.answer.code === "bad_pack");
  await assert.rejects(Engine.fromPack(new Uint8Array(3)), GuijuError);
});

test("rule files are compiled where they are written", async () => {
  const engine = await Engine.fromSource({
    "a.gj": '事实 人数：整数  单位 人  范围 0人 起  问 "多少人？"\n政策 试 { 条件 够人 { 人数 >= 3人 } }\n',
  });
  assert.equal(engine.evaluate("试", { 人数: "3" }, ASKED).outcome, "eligible");
  assert.equal(engine.evaluate("试", { 人数: { from: "1", to: "2" } }, ASKED).outcome, "ineligible");
  engine.free();
  await assert.rejects(Engine.fromSource({ "a.gj": "政策 试 { 条件 够人 { 人 >= } }" }), GuijuError);
});

test("what changed between rules is told, also where one is a pack and the other is written here", async () => {
  const engine = await Engine.fromPack(await pack());
  const written = await Engine.fromSource({
    "a.gj": '事实 人数：整数  单位 人  范围 0人 起  问 "多少人？"\n政策 试 { 条件 够人 { 人数 >= 3人 } }\n',
  });
  const [changed] = engine.diff(engine, { ...ASKED, oldAsOf: "2022-11-22", policy: "专精特新中小企业认定" }).policies;
  assert.equal(changed.change, "changed");
  assert.deepEqual(engine.diff(engine, ASKED).policies, []);
  assert.equal(written.diff(engine, { ...ASKED, policy: "试" }).policies[0].change, "added");
  assert.equal(engine.diff(written, { ...ASKED, policy: "试" }).policies[0].change, "removed");
  const { profile } = written.diff(engine, { ...ASKED, policy: "试", facts: { 人数: "3" } });
  assert.equal(profile[0].kind, "newly_eligible");
  assert.throws(() => written.diff(engine, { ...ASKED, policy: "没有这项政策" }), GuijuError);
  assert.equal(written.evaluate("试", { 人数: "3" }, ASKED).outcome, "eligible", "both engines live on");
  engine.free();
  written.free();
});

test("the package needs no compiler to evaluate: nothing but the runtime is fetched", async () => {
  const text = await readFile(new URL("../../www/package/dist/instance.js", import.meta.url), "utf8");
  assert.match(text, /import\("#runtime"\)/);
  assert.doesNotMatch(text, /^import .*#(runtime|compiler)/m);
});
