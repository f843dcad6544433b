/** The whole way of a visitor: from the start to a printed answer, on a machine that sends nothing anywhere. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENTERPRISE, overflow, stored, visit, visitors } from "./tools.mjs";

const HNTE = "#/policy?name=高新技术企业认定";
const { on, open, url } = visitors();

/** Answers the question on the screen as the made-up enterprise would; true if there was one. */
async function answerQuestion(page) {
  if ((await page.locator("form.question").count()) === 0) return false;
  const fact = new URLSearchParams((await page.evaluate(() => location.hash)).split("?")[1] ?? "").get("fact");
  const fields = page.locator("form.question .field");
  for (let index = 0; index < (await fields.count()); index += 1) await fill(page, fields.nth(index), fact);
  const heading = await page.locator("h1").textContent();
  await page.getByRole("button", { name: "下一题" }).click();
  await page.waitForFunction((old) => document.querySelector("h1")?.textContent !== old, heading);
  return true;
}

async function fill(page, field, fact) {
  const kind = await field.getAttribute("class");
  if (kind.includes("list")) return field.getByRole("checkbox", { name: "一条也没有" }).check();
  if (kind.includes("choices")) {
    // The first choice is the good one in every list of fields; of yes and no it is the second.
    const no = field.getByRole("radio", { name: "否", exact: true });
    return (await no.count()) > 0 ? no.first().check() : field.locator("input").first().check();
  }
  if (kind.includes("place")) return field.locator("select").first().selectOption({ index: 1 });
  const input = field.locator("input").first();
  if (kind.includes("line")) return input.fill((await field.locator("input.day").count()) > 0 ? "2019年4月18日" : "某某公司");
  if (kind.includes("year")) return input.fill("2025");
  return input.fill(/职工总数|从业人员|参保/.test(fact ?? "") ? "100" : "20");
}

test("a visitor starts at the start and comes to a verdict by answering", async () => {
  await on("", {}, async (page) => {
    await page.getByRole("link", { name: "开始回答" }).click();
    let asked = 0;
    while (asked < 60 && (await answerQuestion(page))) asked += 1;
    assert.ok(asked >= 3, `asked ${asked} questions`);
    assert.ok(asked < 60, "the questions come to an end");
    await page.getByRole("link", { name: "先看已有结果" }).first().click();
    await page.getByRole("heading", { level: 1, name: "我的政策" }).waitFor();
    assert.equal(await page.locator("section.policies[data-group=undetermined]").count(), 0, "nothing is left open");
  });
});

test("a policy on its own is asked about until it is decided", async () => {
  await on(HNTE, {}, async (page) => {
    await page.getByRole("link", { name: "答题判断" }).first().click();
    let asked = 0;
    while (asked < 60 && (await answerQuestion(page))) asked += 1;
    assert.ok(asked > 3 && asked < 60, `asked ${asked} questions`);
    await page.getByRole("link", { name: "先看已有结果" }).first().click();
    await page.getByRole("heading", { level: 1, name: "高新技术企业认定" }).waitFor();
    assert.doesNotMatch(await page.locator(".verdict-band").textContent(), /还不能判断/);
  });
});

test("the verdict follows every keystroke", async () => {
  const facts = { ...ENTERPRISE };
  delete facts.科技人员;
  await on("#/ask?fact=科技人员", { storage: stored(facts) }, async (page) => {
    const tally = page.locator(".tally");
    const before = await tally.textContent();
    await page.locator("form.question input").pressSequentially("12");
    const during = await tally.textContent();
    assert.notEqual(during, before, "the tally moves while one types");
    await page.locator("form.question input").fill("");
    assert.equal(await tally.textContent(), before, "and goes back when the answer is taken away");
  });
});

test("an unmet condition says the gap, draws it, quotes the law and underlines what decides", async () => {
  await on(HNTE, { storage: stored(ENTERPRISE) }, async (page) => {
    const row = page.locator("li.condition", { has: page.getByRole("heading", { name: /科技人员占/ }) });
    assert.match(await row.locator(".verdict").textContent(), /不符合/);
    assert.match(await row.textContent(), /8\.22%/);
    assert.match(await row.textContent(), /至少 15 人/);
    assert.equal(await row.getByRole("img").count(), 1);
    assert.match(await row.getByRole("img").getAttribute("aria-label"), /不低于 10%（含）/);
    assert.match(await row.locator("blockquote u").textContent(), /不低于10%/);
    assert.equal(await row.locator("blockquote p").getAttribute("lang"), "zh-CN");
  });
});

test("trying another number moves the page and keeps nothing until it is said so", async () => {
  await on(HNTE, { storage: stored(ENTERPRISE) }, async (page) => {
    const row = page.locator("li.condition", { has: page.getByRole("heading", { name: /科技人员占/ }) });
    await page.getByRole("button", { name: "试着改一改" }).click();
    const field = page.locator(".try").getByLabel(/科技人员/).first();
    await field.fill("15");
    assert.match(await row.locator(".verdict").textContent(), /^符合|\s符合/);
    assert.equal(await field.evaluate((input) => input === document.activeElement), true, "the focus stays in the field");
    assert.match(await page.evaluate(() => sessionStorage.getItem("guiju.profile")), /"科技人员":"12"/);
    await page.getByRole("button", { name: "还原" }).click();
    assert.match(await row.locator(".verdict").textContent(), /不符合/);
    await page.locator(".try").getByLabel(/科技人员/).first().fill("15");
    await page.getByRole("button", { name: "用这些数" }).click();
    assert.match(await page.evaluate(() => sessionStorage.getItem("guiju.profile")), /"科技人员":"15"/);
  });
});

test("ticks on papers stay with the policy", async () => {
  await on(HNTE, { storage: stored(ENTERPRISE) }, async (page) => {
    const box = page.locator("li.material input[type=checkbox]").first();
    await box.check();
    await visit(page, "#/results");
    await page.getByRole("heading", { level: 1, name: "我的政策" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "高新技术企业认定" }).waitFor();
    assert.equal(await page.locator("li.material input[type=checkbox]").first().isChecked(), true);
  });
});

test("all questions on one page: the same fields, the same tally, and it grows only", async () => {
  await on("#/all", {}, async (page) => {
    const first = await page.locator("form.all .field").count();
    assert.ok(first > 5, `${first} fields`);
    await page.getByLabel(/登记成立/).fill("2019.4.18");
    assert.match(await page.locator("form.all").textContent(), /就是 2019-04-18/);
    assert.ok((await page.locator("form.all .field").count()) >= first);
    await page.getByLabel(/登记成立/).fill("2019-02-30");
    await page.getByRole("button", { name: "先看已有结果" }).click();
    const summary = page.locator(".error-summary");
    assert.match(await summary.textContent(), /有 1 处要改/);
    assert.equal(await summary.evaluate((element) => element === document.activeElement), true);
    await summary.getByRole("button").first().click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("20190418");
    await page.getByRole("button", { name: "先看已有结果" }).click();
    await page.getByRole("heading", { level: 1, name: "我的政策" }).waitFor();
  });
});

test("a list is filled row by row, and an empty one is an answer", async () => {
  await on("#/ask?fact=知识产权", {}, async (page) => {
    const list = page.locator("form.question .field.list");
    await list.getByRole("button", { name: /加一条/ }).click();
    await list.getByRole("radio", { name: "发明专利" }).check();
    await list.getByRole("button", { name: /加一条/ }).click();
    assert.equal(await list.locator(".record").count(), 2);
    assert.match(await page.locator(".profile").textContent(), /2 项/);
    await list.getByRole("button", { name: "删去这一条" }).last().click();
    assert.match(await page.locator(".profile").textContent(), /1 项/);
    await list.getByRole("checkbox", { name: "一条也没有" }).check();
    assert.equal(await list.locator(".record").count(), 0);
    assert.deepEqual(JSON.parse(await page.evaluate(() => sessionStorage.getItem("guiju.profile"))).facts.知识产权, []);
  });
});

test("a range is taken where only that is known", async () => {
  await on("#/ask?fact=科技人员", { storage: stored({ ...ENTERPRISE, 科技人员: null }) }, async (page) => {
    await page.getByRole("button", { name: "填一个范围" }).click();
    const inputs = page.locator("form.question .entry input");
    await inputs.first().fill("8");
    await inputs.last().fill("13");
    assert.match(await page.locator("form.question").textContent(), /8 人 到 13 人 之间都有可能/);
    await visit(page, HNTE);
    const row = page.locator("li.condition", { has: page.getByRole("heading", { name: /科技人员占/ }) });
    await row.waitFor();
    assert.match(await row.locator(".verdict").textContent(), /不符合/, "even 13 is below 10%");
  });
});

test("another day is asked for in the ribbon", async () => {
  await on("#/results", { storage: stored(ENTERPRISE) }, async (page) => {
    await page.getByRole("button", { name: /2026-11-22/ }).click();
    await page.getByLabel("算到哪一天").fill("2026年12月1日");
    await page.getByRole("button", { name: "用这一天" }).click();
    assert.match(await page.locator(".ribbon").textContent(), /2026-12-01 这一天 ?（不是今天）/);
  });
});

test("answers stay in the tab unless the visitor agrees to keep them", async () => {
  await on("#/ask?fact=科技人员", {}, async (page) => {
    await page.locator("form.question input").first().fill("12");
    const kept = () => page.evaluate(() => [localStorage.getItem("guiju.profile"), sessionStorage.getItem("guiju.profile")]);
    assert.equal((await kept())[0], null);
    await page.getByRole("checkbox", { name: "在这台设备上记住我填的资料" }).check();
    assert.match((await kept())[0], /科技人员/);
    assert.equal((await kept())[1], null);
    await page.getByRole("button", { name: "清除" }).click();
    assert.deepEqual(await kept(), [null, null]);
  });
});

test("a profile is exported and read again", async () => {
  await on("#/ask?fact=科技人员", { storage: stored(ENTERPRISE) }, async (page) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出" }).click()]);
    const path = await download.path();
    await page.getByRole("button", { name: "清除" }).click();
    await visit(page, "#/");
    await page.locator("#profile-file").setInputFiles(path);
    await page.getByRole("heading", { level: 1, name: "我的政策" }).waitFor();
    assert.match(await page.locator(".results").textContent(), /衡准/);
  });
});

test("paper shows every condition, the disclaimer, the day and the facts, and no buttons", async () => {
  await on(HNTE, { storage: stored(ENTERPRISE), width: 794 }, async (page) => {
    await page.emulateMedia({ media: "print" });
    const visible = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    assert.equal(await visible("header.site, .ribbon, nav, .acts, .toggle, button.fold"), 0);
    const conditions = await page.locator("li.condition").count();
    assert.equal(await visible("li.condition .details"), conditions, "all open");
    const text = await page.locator("article").innerText();
    for (const words of ["核对这份结果", "2026-11-22", "填报的资料", "146 人", "衡准", "自己填", "不是行政决定", "sha256:"]) {
      assert.ok(text.includes(words), words);
    }
    assert.ok((await overflow(page)) <= 0);
  });
});

test("what is typed goes nowhere", async () => {
  const canary = { words: "金丝雀公司七八九", number: "8675309" };
  await on("", {}, async (page, { requests }) => {
    await page.getByLabel(/企业名称/).fill(canary.words);
    await visit(page, "#/ask?fact=营业收入(2025)");
    await page.locator("form.question input").first().fill(canary.number);
    for (const hash of ["#/results", HNTE, "#/all", "#/"]) {
      await visit(page, hash);
      await page.locator("main h1").waitFor();
    }
    const origin = new URL(url()).origin;
    for (const request of requests) {
      const said = decodeURIComponent(request.url) + request.body;
      assert.equal(request.method, "GET");
      assert.ok(request.url.startsWith("blob:") || new URL(request.url).origin === origin, request.url);
      assert.ok(!said.includes(canary.words) && !said.includes(canary.number), said);
    }
    assert.ok(requests.length > 2, "the page was loaded at all");
    const cookies = await page.evaluate(() => document.cookie);
    assert.equal(cookies, "");
  });
});

test("a value is never rounded onto its limit", async () => {
  await on(HNTE, { storage: stored({ ...ENTERPRISE, 职工总数: "1000000", 科技人员: "99996" }) }, async (page) => {
    const row = page.locator("li.condition", { has: page.getByRole("heading", { name: /科技人员占/ }) });
    assert.match(await row.locator(".verdict").textContent(), /不符合/);
    assert.equal(await row.locator(".ruler .value").textContent(), "9.9996%");
    assert.match(await row.locator(".body > p").first().textContent(), /9\.9996%/);
  });
});

test("an earlier answer that the rules no longer take is set aside and named; the others stay", async () => {
  await on("#/results", { storage: stored({ ...ENTERPRISE, 注册日期: "2019-02-31" }) }, async (page) => {
    assert.match(await page.locator(".notice.warning").textContent(), /注册日期/);
    const { facts, unread } = JSON.parse(await page.evaluate(() => sessionStorage.getItem("guiju.profile")));
    assert.equal(facts.注册日期, undefined);
    assert.equal(unread.注册日期, "2019-02-31");
    assert.equal(facts.职工总数, "146");
  });
});

test("without rules the page says what happened and what to do", async () => {
  const { page, context } = await open("");
  await context.route("**/packs/*", (request) => request.abort());
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "规则没有取到" }).waitFor();
  await context.unroute("**/packs/*");
  await page.getByRole("button", { name: "再试一次" }).click();
  await page.getByRole("heading", { level: 1, name: "您的企业能享受哪些政策" }).waitFor();
  await context.close();
});

test("an unknown address leads back", async () => {
  await on("#/policy?name=没有这项", {}, async (page) => {
    assert.match(await page.locator("main").textContent(), /没有这一页/);
    await page.getByRole("link", { name: "我的政策" }).last().click();
    await page.getByRole("heading", { level: 1, name: "我的政策" }).waitFor();
  });
});
