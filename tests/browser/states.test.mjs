/** What goes wrong, or cannot be known: each says what happened, what that means, and what to do. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENTERPRISE, onDay, stored, visitors } from "./tools.mjs";

const HNTE = "#/policy?name=高新技术企业认定";
const { newContext, on: onPage, open, url } = visitors();

/** On a page of an enterprise that has given some facts. */
const on = (hash, facts, action) => onPage(hash, { storage: stored(facts) }, action);

test("a number that another fact bounds says so beside the field, and which of the two to look at", async () => {
  await on("#/ask?fact=科技人员", { ...ENTERPRISE, 科技人员: undefined }, async (page) => {
    const field = page.locator("form.question .field");
    assert.match(await field.textContent(), /不能多于2025年职工总数 146 人/);
    await field.locator("input").fill("160");
    await page.keyboard.press("Tab");
    assert.match(await field.locator(".wrong").textContent(), /160 人比2025年职工总数 146 人还多/);
    assert.equal(await field.locator("input").getAttribute("aria-invalid"), "true");
    await field.getByRole("link", { name: "改 2025年职工总数" }).click();
    await page.getByRole("heading", { level: 1, name: /职工/ }).waitFor();
  });
  await on("#/ask?fact=职工总数", ENTERPRISE, async (page) => {
    await page.locator("form.question input").fill("5");
    await page.keyboard.press("Tab");
    assert.match(await page.locator("form.question .wrong").textContent(), /和已填的2025年科技人员 12 人对不上/);
  });
  await on("#/ask?fact=科技人员", {}, async (page) => {
    assert.match(await page.locator("form.question .field").textContent(), /不能多于2025年职工总数。/);
  });
  await on("#/ask?fact=境内研发费用(2024)", ENTERPRISE, async (page) => {
    const field = page.locator("form.question .field", { hasText: "2024年" }).first();
    assert.match(await field.textContent(), /不能多于2024年研发费用 220 万元/);
  });
});

test("what cannot be worked out is not called unknown", async () => {
  await on(HNTE, { ...ENTERPRISE, 职工总数: "0", 科技人员: "0" }, async (page) => {
    const row = page.locator("li.condition", { has: page.getByRole("heading", { name: /科技人员占/ }) });
    assert.match(await row.locator(".verdict").textContent(), /^算不出/);
    assert.match(await row.textContent(), /除数是 0，请看.*职工总数/);
  });
});

test("a policy that is not in force says when it was, and is named among the results", async () => {
  await on("#/policy?name=失业保险稳岗返还", ENTERPRISE, async (page) => {
    await onDay(page, "2027-03-01");
    assert.match(await page.locator(".verdict-band").textContent(), /不适用：2027-03-01 不在有效期，有效期是 .* 至 2026-12-31。.*请问受理部门/);
    assert.equal(await page.locator(".strip").count(), 0);
    await page.getByRole("link", { name: "我的政策" }).first().click();
    assert.match(await page.locator(".elsewhere").textContent(), /不适用：.*失业保险稳岗返还/);
  });
});

test("a window that is shut says when it opens again", async () => {
  await on("#/policy?name=小型微利企业所得税优惠", ENTERPRISE, async (page) => {
    assert.match(await page.locator(".verdict-band").textContent(), /现在不能申报，下一次 2027-01-01 开始/);
    const kept = page.locator("li.material", { hasText: "计算依据" });
    assert.match(await kept.textContent(), /不用交，自己留存/);
    assert.equal(await kept.locator("input").count(), 0, "what is kept is not ticked off");
  });
});

test("no sum is told of which nothing is known", async () => {
  await on("#/results", ENTERPRISE, async (page) => {
    const text = await page.locator(".results").textContent();
    assert.doesNotMatch(text, /(?<!\d)-\d|至少 0/);
    assert.match(text, /金额未定/);
  });
});

test("where nothing is met yet, the way on is named", async () => {
  await on("#/results", ENTERPRISE, async (page) => {
    assert.match(await page.locator(".policies.none").textContent(), /现在没有。先答这一题：/);
    await page.locator(".policies.none").getByRole("link").click();
    await page.locator("form.question").waitFor();
  });
});

test("a file that is read in part says what was left out, and why", async () => {
  await on("#/", {}, async (page) => {
    const text = JSON.stringify({ 职工总数: 146, 科研人员数: 12, 注册日期: "2019-04-31", 营业收入: { 2025: 62000000 } });
    await page.locator("#profile-file").setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) });
    const report = page.locator("#import-report");
    await report.getByRole("heading", { name: "读进 2 项，2 项没读" }).waitFor();
    assert.match(await report.textContent(), /科研人员数：没有这一项.*注册日期：没有“2019-04-31”这一天/);
    const { facts } = JSON.parse(await page.evaluate(() => sessionStorage.getItem("guiju.profile")));
    assert.deepEqual(Object.keys(facts).sort(), ["职工总数", "营业收入(2025)"].sort());
    await report.getByRole("link", { name: "先看已有结果" }).click();
    await page.getByRole("heading", { level: 1, name: "我的政策" }).waitFor();
  });
  await on("#/", {}, async (page) => {
    await page.locator("#profile-file").setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from("[1, 2]") });
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").textContent(), /这个文件没有读进来。里面不是一组资料/);
  });
});

test("without a network the page goes on and says so, until it is back", async () => {
  // The browser itself complains that it cannot look for the icon again.
  const { page, context, problems } = await open("#/results", { storage: stored(ENTERPRISE) });
  await context.setOffline(true);
  const told = page.getByText("现在没有网络。");
  await told.waitFor();
  await page.getByRole("link", { name: "高新技术企业认定" }).click();
  await page.getByRole("heading", { level: 1, name: "高新技术企业认定" }).waitFor();
  assert.equal(await told.count(), 1);
  await context.setOffline(false);
  await told.waitFor({ state: "detached" });
  assert.deepEqual(problems.filter((problem) => !problem.includes("ERR_INTERNET_DISCONNECTED")), []);
  await context.close();
});

test("a browser that cannot compute is told so, and is sent nowhere", async () => {
  const context = await newContext();
  await context.addInitScript(() => delete globalThis.WebAssembly);
  const page = await context.newPage();
  await page.goto(url());
  await page.getByRole("heading", { level: 1, name: "这个浏览器不能在本机计算" }).waitFor();
  assert.match(await page.locator("main").textContent(), /WebAssembly.*不会改到别处去算/);
  await context.close();
});

test("every sheet of paper says what it is, of which day and rules, and which sheet it is", async () => {
  await on(HNTE, ENTERPRISE, async (page) => {
    const text = (name) => page.evaluate((property) => getComputedStyle(document.documentElement).getPropertyValue(property), name);
    assert.match(await text("--gj-print-head"), /规矩 · 企业政策自查结果 · 高新技术企业认定/);
    assert.match(await text("--gj-print-foot"), /不是行政决定 · 规则 [0-9a-f]{8} · 算到 2026-11-22/);
    assert.equal(await page.locator(".print-only").evaluateAll((all) => all.filter((one) => one.checkVisibility()).length), 0, "none of it on the screen");
  });
});
