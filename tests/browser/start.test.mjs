/** The start page: what is looked for is found, the days that come are the rules' own, and a standard is told for what it is. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENTERPRISE, onDay, stored, visitors } from "./tools.mjs";

const { on } = visitors();

const field = (page) => page.locator("form.search input");
const found = (page) => page.locator(".found li a").allTextContents();

test("plain words, document numbers and words of the text find what they mean", async () => {
  await on("", {}, async (page) => {
    for (const [words, first] of [
      ["裁了几个人，还能拿稳岗返还吗", "失业保险稳岗返还"],
      ["国科发火〔2016〕32号", "高新技术企业认定"],
      ["人社部发[2026]39", "失业保险稳岗返还"],
      ["实际工作时间在183天以上的人员", "高新技术企业认定"],
      ["小微企业所得税", "小型微利企业所得税优惠"],
      ["企业划型看哪些指标", "中小企业划型标准"],
      ["ｇｂ 高新技术", "高新技术企业认定"],
      // Typos, parts of names, what callers say.
      ["高薪技术企业", "高新技术企业认定"],
      ["研发加计", "研发费用加计扣除"],
      ["招了退伍军人能少交税吗", "招用自主就业退役士兵按人数限额依次扣减税费"],
      ["公司从外省搬过来怎么办", "企业跨省迁移变更登记"],
      ["我想开个饭店", "食品经营许可（新办）"],
    ]) {
      await field(page).fill(words);
      assert.equal((await found(page))[0], first, words);
    }
    for (const words of ["太空旅行签证", "养老院床位补贴", "公积金提取"]) {
      await field(page).fill(words);
      assert.deepEqual(await found(page), [], words);
    }
    assert.match(await page.locator(".found").textContent(), /没有收录，不等于没有/);
    await field(page).fill("");
    assert.equal(await page.locator(".found").textContent(), "");
  });
});

test("the law's own words are found as the law's own words", async () => {
  await on("", {}, async (page) => {
    await field(page).fill("独立交易原则");
    const quoted = page.locator(".found blockquote");
    assert.match(await quoted.textContent(), /独立交易原则.*高新技术企业认定管理工作指引/);
    assert.equal(await quoted.locator("p").getAttribute("lang"), "zh-CN");
  });
});

test("/ leads to the search, Enter opens the likeliest, Escape empties, and / is only a sign where one types", async () => {
  await on("#/results", { storage: stored(ENTERPRISE) }, async (page) => {
    await page.keyboard.press("/");
    await field(page).waitFor();
    await page.waitForFunction(() => document.activeElement?.matches("form.search input"));
    await page.keyboard.type("划型 a/b");
    assert.equal(await field(page).inputValue(), "划型 a/b");
    await page.keyboard.press("Escape");
    assert.equal(await field(page).inputValue(), "");
    await page.keyboard.type("高新");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "高新技术企业认定" }).waitFor();
  });
});

test("the days that come are those of the rules, the nearest first, and what is not announced says so", async () => {
  await on("", {}, async (page) => {
    const text = () => page.locator(".dates").innerText();
    const first = await text();
    assert.match(first, /12月31日\s+还有 39 天\s+失业保险稳岗返还\s+有效期到这一天/);
    assert.match(first, /2027年1月1日\s+还有 40 天\s+小型微利企业所得税优惠\s+开始申报/);
    assert.ok(first.indexOf("12月31日") < first.indexOf("2027年1月1日"));
    await onDay(page, "2027-02-01");
    const second = await page.locator(".dates dl").first().innerText();
    assert.match(second, /5月31日\s+还有 119 天\s+小型微利企业所得税优惠\s+申报截止/);
    assert.doesNotMatch(second, /2026/, "no day that is over");
    await onDay(page, "2040-02-01");
    assert.doesNotMatch(await text(), /失业保险稳岗返还/, "nothing of a policy that is in force no more");
    assert.match(await page.locator(".dates").textContent(), /日期未公布[^]*专精特新中小企业认定（2026年版）\s*各省按批次公布/);
  });
});

test("a standard is listed apart, says that it grants nothing, and classes the enterprise once it is told enough", async () => {
  await on("", { storage: stored(ENTERPRISE) }, async (page) => {
    assert.equal(await page.locator("table.collection").count(), 2);
    await page.getByRole("link", { name: "中小企业划型标准" }).click();
    await page.getByRole("heading", { level: 1, name: "中小企业划型标准" }).waitFor();
    assert.match(await page.locator("article").textContent(), /这是标准，不是政策/);
    const row = page.locator("li.definition").first();
    assert.match(await row.textContent(), /划型.*还可能是：.*中型.*还不能判断/);
    await page.getByRole("link", { name: "所属行业" }).click();
    assert.match(await page.locator(".why").textContent(), /等着这个答案|中小企业划型标准要看这一题/);
    await page.getByRole("radio", { name: "零售业" }).check();
    await page.getByRole("button", { name: "下一题" }).click();
    await page.getByRole("heading", { level: 1, name: /从业人员/ }).waitFor();
    await page.locator("form.question input").fill("146");
    await page.getByRole("button", { name: "下一题" }).click();
    await page.getByRole("heading", { level: 1, name: "中小企业划型标准" }).waitFor();
    assert.match(await row.locator(".verdict").textContent(), /^中型$/);
  });
});
