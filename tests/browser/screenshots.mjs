/** Pictures of every screen in every dress, into ./screenshots. */

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ENTERPRISE, onDay, openBrowser, openPage, serve, stored } from "./tools.mjs";

const folder = fileURLToPath(new URL(process.env.GUIJU_SCREENSHOTS ?? "../../screenshots/", import.meta.url));
const HNTE = "#/policy?name=高新技术企业认定";
const STANDARD = "#/standard?name=中小企业划型标准";
const SCREENS = [
  ["start", "#/", {}],
  ["start-again", "#/", ENTERPRISE],
  ["question", "#/ask?fact=科技人员", { ...ENTERPRISE, 科技人员: undefined }],
  ["question-money", "#/ask?fact=营业收入(2025)", ENTERPRISE],
  ["question-list", "#/ask?fact=知识产权", { ...ENTERPRISE, 知识产权: [{ 名称: "检测方法", 类别: "发明专利", 取得方式: "自主研发" }] }],
  ["question-choice", "#/ask?fact=技术领域", ENTERPRISE],
  ["all", "#/all", ENTERPRISE],
  ["results", "#/results", ENTERPRISE],
  ["results-empty", "#/results", {}],
  ["policy", HNTE, ENTERPRISE],
  ["policy-empty", HNTE, {}],
  ["standard", STANDARD, ENTERPRISE],
  ["standard-known", STANDARD, { ...ENTERPRISE, 所属行业: "工业", 从业人员: "146" }],
  ["about", "#/about", {}],
];
// What goes wrong, or is not known: each says what happened, what that means, and what to do.
const STATES = [
  ["state-search", "#/?search=", ENTERPRISE, (page) => page.locator("form.search input").fill("裁了几个人，还能拿稳岗返还吗")],
  ["state-search-none", "#/?search=", {}, (page) => page.locator("form.search input").fill("养老院床位补贴")],
  ["state-error-field", "#/ask?fact=科技人员", { ...ENTERPRISE, 科技人员: undefined }, async (page) => {
    await page.locator("form.question input").fill("160");
    await page.keyboard.press("Tab");
  }],
  ["state-error-form", "#/all", ENTERPRISE, async (page) => {
    await page.getByLabel("科技人员", { exact: false }).first().fill("160");
    await page.getByRole("button", { name: "先看已有结果" }).click();
  }],
  ["state-range", HNTE, { ...ENTERPRISE, 科技人员: { from: "8", to: "13" } }],
  ["state-undefined", HNTE, { ...ENTERPRISE, 职工总数: "0", 科技人员: "0" }],
  ["state-not-in-force", "#/policy?name=失业保险稳岗返还", ENTERPRISE, (page) => onDay(page, "2027-03-01")],
  ["state-elsewhere", "#/results", ENTERPRISE, (page) => onDay(page, "2027-03-01")],
  ["state-not-open", "#/policy?name=小型微利企业所得税优惠", ENTERPRISE],
  ["state-refused", "#/results", { ...ENTERPRISE, 注册日期: "2019-02-31" }],
  ["state-import", "#/", {}, (page) =>
    page.locator("#profile-file").setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from('{"职工总数": 146, "科研人员数": 12, "注册日期": "2019-04-31", "备注": "无"}') })],
  ["state-offline", "#/results", ENTERPRISE, (page) => page.context().setOffline(true)],
];
const DRESSES = [
  ["1280", { width: 1280 }],
  ["375", { width: 375, height: 800, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }],
];
const SPECIAL = [
  ["policy-dark-1280", HNTE, { width: 1280, colorScheme: "dark" }, {}],
  ["policy-forced-375", HNTE, { width: 375, forcedColors: "active", colorScheme: "dark" }, {}],
  ["results-forced-1280", "#/results", { width: 1280, forcedColors: "active" }, {}],
  ["policy-large-375", HNTE, { width: 375 }, { "guiju.settings": '{"large":true}' }],
  ["question-english-1280", "#/ask?fact=科技人员", { width: 1280 }, { "guiju.settings": '{"language":"en"}' }],
  ["policy-english-1280", HNTE, { width: 1280 }, { "guiju.settings": '{"language":"en"}' }],
];

await mkdir(folder, { recursive: true });
const { url, close } = await serve();
const browser = await openBrowser();
const wanted = process.argv.slice(2);

async function shoot(name, hash, facts, options, settings = {}, act) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) return;
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  const storage = { ...(Object.keys(known).length > 0 ? stored(known) : {}), ...settings };
  const { page, context } = await openPage(browser, url, hash, { ...options, storage });
  if (name.startsWith("policy") && !name.startsWith("policy-empty")) {
    await page.evaluate(() => document.querySelectorAll("button.fold[aria-expanded=false]").forEach((button) => button.click()));
  }
  await act?.(page);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  if (name === "policy-1280") {
    await page.emulateMedia({ media: "print" });
    await page.pdf({ path: `${folder}/policy.pdf`, format: "A4", preferCSSPageSize: true });
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.screenshot({ path: `${folder}/policy-print.png`, fullPage: true });
  }
  await context.close();
}

for (const [dress, options] of DRESSES) {
  for (const [name, hash, facts] of SCREENS) await shoot(`${name}-${dress}`, hash, facts, options);
}
for (const [name, hash, facts, act] of STATES) await shoot(name, hash, facts, { width: 1280, height: 600 }, {}, act);
for (const [name, hash, options, settings] of SPECIAL) await shoot(name, hash, ENTERPRISE, options, settings);
await browser.close();
close();
