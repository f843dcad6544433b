/** One real question to the module in Node. */

import { readFile } from "node:fs/promises";
import { Engine } from "../../www/package/dist/index.js";

const pack = await readFile(new URL("../../www/portal/public/packs/rules.pack", import.meta.url));
const engine = await Engine.fromPack(pack);
const answer = engine.evaluate("高新技术企业认定", { 职工总数: "146", 科技人员: "12" }, { asOf: "2026-11-22" });
const condition = answer.conditions?.find(({ id }) => id === "科技人员占比");
console.log(answer.outcome, condition?.outcome, condition?.text.zh);
engine.free();
if (answer.outcome !== "ineligible" || condition?.outcome !== "unmet") {
  console.error("the module does not say what it should");
  process.exit(1);
}
