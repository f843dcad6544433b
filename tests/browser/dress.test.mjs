/** Every screen in every dress: narrow and wide, dark, forced colours, large type, English, paper. axe finds nothing in any. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { axeSource, ENTERPRISE, overflow, stored, visitors } from "./tools.mjs";

const SCREENS = [
  ["start", "#/", ENTERPRISE],
  ["a number", "#/ask?fact=科技人员", ENTERPRISE],
  ["money of several years", "#/ask?fact=营业收入(2025)", {}],
  ["a choice", "#/ask?fact=技术领域", ENTERPRISE],
  ["a list", "#/ask?fact=知识产权", { ...ENTERPRISE, 知识产权: [{ 类别: "发明专利" }] }],
  ["a place", "#/ask?fact=注册地区", {}],
  ["all questions", "#/all", ENTERPRISE],
  ["results", "#/results", ENTERPRISE],
  ["no answers yet", "#/results", {}],
  ["a policy", "#/policy?name=高新技术企业认定", ENTERPRISE],
  ["a policy without answers", "#/policy?name=高新技术企业认定", {}],
  ["a standard", "#/standard?name=中小企业划型标准", ENTERPRISE],
  ["about", "#/about", {}],
  ["no such page", "#/nowhere", {}],
];
// The screens that hold every part there is.
const TELLING = ["start", "a number", "a list", "results", "a policy", "a standard"];
const DRESSES = {
  "1280 wide": { width: 1280 },
  "375 wide": { width: 375, height: 700 },
  "320 wide": { width: 320, height: 700, only: TELLING },
  "1280 wide at 200 %": { width: 640, height: 450, only: TELLING },
  dark: { width: 1280, colorScheme: "dark", only: TELLING },
  "forced colours": { width: 375, forcedColors: "active", only: TELLING },
  "large type on a phone": { width: 375, settings: { large: true }, only: TELLING },
  English: { width: 375, settings: { language: "en" }, only: TELLING },
  "dark by choice, large, English": { width: 1280, settings: { large: true, language: "en", theme: "dark" }, only: TELLING },
};

const { open } = visitors();
const axe = await axeSource();

for (const [dress, { settings, only, ...options }] of Object.entries(DRESSES)) {
  test(`${dress}: axe finds nothing, nothing sticks out, every target is large enough`, async () => {
    const wrong = [];
    for (const [name, hash, facts] of SCREENS.filter(([screen]) => only?.includes(screen) ?? true)) {
      const storage = { ...stored(facts), ...(settings === undefined ? {} : { "guiju.settings": JSON.stringify(settings) }) };
      const { page, context, problems } = await open(hash, { ...options, storage });
      try {
        // As a policy page is read: everything open.
        await page.evaluate(() => document.querySelectorAll("main [aria-expanded=false]").forEach((button) => button.click()));
        const out = await overflow(page);
        if (out > 0) wrong.push(`${name}: sticks out by ${out} px`);
        // Under trusted types a page takes no script from a string; the debugger's own does not ask the page.
        await page.evaluate(axe);
        const found = await page.evaluate(() =>
          globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
        );
        for (const { id, nodes } of found.violations) wrong.push(`${name}: ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
        for (const target of await smallTargets(page)) wrong.push(`${name}: under 44 px: ${target}`);
        wrong.push(...problems.map((problem) => `${name}: ${problem}`));
      } finally {
        await context.close();
      }
    }
    assert.deepEqual(wrong, []);
  });
}

/** Buttons and fields that are lower than 44 px; links in running text are exempt, as are boxes inside a taller row. */
function smallTargets(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll(".button, input[type=text], select, .choice")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.5)
      .filter((element) => element.closest(".profile") === null)
      .map((element) => element.outerHTML.slice(0, 100)),
  );
}

test("large type is remembered", async () => {
  const { page, context } = await open("");
  const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  assert.equal(await size(), "16px");
  await page.getByRole("button", { name: "大字" }).click();
  assert.equal(await size(), "24px");
  await page.reload();
  await page.locator("main h1").waitFor();
  assert.equal(await size(), "24px");
  assert.equal(await page.getByRole("button", { name: "大字" }).getAttribute("aria-pressed"), "true");
  await context.close();
});

test("another language is another language on every screen, and keeps what was typed", async () => {
  const { page, context } = await open("#/ask?fact=科技人员", { storage: stored({ ...ENTERPRISE, 科技人员: "12" }) });
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await page.locator("form.question input").inputValue(), "12");
  await page.getByRole("button", { name: "Next" }).waitFor();
  for (const hash of ["#/", "#/all", "#/results", "#/policy?name=高新技术企业认定", "#/standard?name=中小企业划型标准", "#/about"]) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.locator("main h1").waitFor();
    // What stays Chinese is the rules' own words, and says so.
    const chinese = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (/[\u4e00-\u9fff]/.test(node.data) && parent?.closest("[lang=zh-CN], noscript, script, option") === null && parent.checkVisibility()) found.push(node.data);
      }
      return found;
    });
    assert.deepEqual(chinese.filter((text) => !/^[“”\d,.万亿]+$/.test(text)), [], hash);
  }
  await page.getByRole("button", { name: "中文" }).click();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
  await context.close();
});

test("in forced colours a mark keeps its shape: the tick is cut out of the disc", async () => {
  const { page, context } = await open("#/results", { storage: stored(ENTERPRISE), forcedColors: "active" });
  const colours = await page.evaluate(() => {
    const disc = document.querySelector(".mark .solid");
    const cut = document.querySelector(".mark .cut");
    return [getComputedStyle(disc).fill, getComputedStyle(cut).stroke, getComputedStyle(document.body).backgroundColor];
  });
  assert.notEqual(colours[0], colours[1]);
  assert.equal(colours[1], colours[2]);
  await context.close();
});
