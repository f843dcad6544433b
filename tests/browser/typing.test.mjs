/** Numbers and days in every habit, read as meant, and read back before they are used. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { TODAY, visitors } from "./tools.mjs";

const { open } = visitors();

const fact = (page, name) => page.evaluate((key) => JSON.parse(sessionStorage.getItem("guiju.profile") ?? "{}").facts?.[key], name);

async function type(hash, texts, check) {
  const opened = await open(hash);
  try {
    const input = opened.page.locator("form.question input").first();
    for (const text of texts) {
      await input.fill("");
      await input.fill(text);
      await check(opened.page, text, (await opened.page.locator("form.question .heard").first().textContent()) ?? "");
    }
    assert.deepEqual(opened.problems, []);
  } finally {
    await opened.context.close();
  }
}

test("money is asked in 万元 and taken in any habit", async () => {
  const same = ["6200", "６２００", "6,200", "6，200", "6 200", "6200万", "6200万元", "0.62亿", "０．６２亿元", "六千二百万", "62000000元", "6,200.00", "¥62,000,000元"];
  await type("#/ask?fact=营业收入(2025)", same, async (page, text, heard) => {
    assert.equal(await fact(page, "营业收入(2025)"), "62000000", text);
    assert.match(heard, /62,000,000\.00 元，六千二百万元整/, text);
  });
});

test("other sums are read to the fen", async () => {
  const sums = { "0": "0", "0.5": "5000", "-3.2": "-32000", "1亿2000万": "120000000", "12345.678901": "123456789.01", "一亿零五百万": "105000000", "5000.000001": "50000000.01" };
  await type("#/ask?fact=应纳税所得额(2025)", Object.keys(sums), async (page, text) => {
    assert.equal(await fact(page, "应纳税所得额(2025)"), sums[text], text);
  });
});

test("what cannot be read is not guessed, is said when the field is left, and is kept", async () => {
  await type("#/ask?fact=营业收入(2025)", ["abc", "1.2.3", "12万5", "三千五", "5万3亿"], async (page, text) => {
    assert.equal(await fact(page, "营业收入(2025)"), undefined, text);
    assert.equal(await page.locator(".wrong").first().isVisible(), false, "not while typing");
    await page.getByRole("button", { name: "现在答不了，先跳过" }).focus();
    assert.equal(await page.locator(".wrong").first().isVisible(), true);
    assert.match(await page.locator(".wrong").first().textContent(), new RegExp(text.replaceAll(".", "\\.")));
    assert.equal(await page.locator("form.question input").first().getAttribute("aria-invalid"), "true");
  });
  await type("#/ask?fact=营业收入(2025)", ["十二块五毛"], async (page) => {
    await page.getByRole("button", { name: "下一题" }).click();
    assert.match(await page.locator("h1").textContent(), /营业收入/, "the question stays");
    await page.reload();
    await page.locator("form.question input").first().waitFor();
    assert.equal(await page.locator("form.question input").first().inputValue(), "十二块五毛", "and so does the text");
  });
});

test("money may be typed in yuan instead; the sum stays", async () => {
  await type("#/ask?fact=营业收入(2025)", ["6200"], async (page) => {
    await page.getByRole("button", { name: "改用元填" }).first().click();
    assert.equal(await page.locator("form.question input").first().inputValue(), "62000000");
    assert.equal(await fact(page, "营业收入(2025)"), "62000000");
    await page.locator("form.question input").first().fill("300");
    assert.equal(await fact(page, "营业收入(2025)"), "300");
  });
});

test("head counts take a unit, full-width digits and Chinese numerals", async () => {
  await type("#/ask?fact=科技人员", ["12", "１２", "12人", "十二", "12.0"], async (page, text) => {
    assert.equal(await fact(page, "科技人员"), "12", text);
  });
});

test("days are taken as people write them", async () => {
  const days = ["2019-04-18", "2019.4.18", "2019/4/18", "20190418", "2019年4月18日", "２０１９年４月１８日", "2019-4-18"];
  await type("#/ask?fact=注册日期", days, async (page, text, heard) => {
    assert.equal(await fact(page, "注册日期"), "2019-04-18", text);
    if (text !== "2019-04-18") assert.match(heard, /2019-04-18/);
  });
  await type("#/ask?fact=注册日期", ["2019-02-29", "2019-13-01", "19-4-18", "昨天"], async (page, text) => {
    assert.equal(await fact(page, "注册日期"), undefined, text);
  });
  assert.match(TODAY, /^\d{4}-\d\d-\d\d$/);
});

test("a value that the rules refuse is refused in words, in its place", async () => {
  await type("#/ask?fact=职工总数", ["-5"], async (page) => {
    await page.getByRole("button", { name: "下一题" }).click();
    assert.equal(await page.locator(".wrong").first().isVisible(), true);
    assert.ok((await page.locator(".wrong").first().textContent()).length > 3);
    assert.equal(await fact(page, "职工总数"), undefined);
    assert.equal(await page.locator("form.question input").first().evaluate((input) => input === document.activeElement), true);
  });
});
