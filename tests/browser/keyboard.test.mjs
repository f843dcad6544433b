/** Without a mouse: every act by keys, and none of them in the way of an input method. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENTERPRISE, stored, visit, visitors } from "./tools.mjs";

const { on } = visitors();

const focused = (page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? "");
const heading = (page) => page.locator("h1").textContent();
/** Waits until another question stands on the page. */
const changed = (page, old) => page.waitForFunction((text) => document.querySelector("h1")?.textContent !== text, old);

test("the first stop is the link to the content", async () => {
  await on("", {}, async (page) => {
    await page.keyboard.press("Tab");
    assert.match(await focused(page), /class="skip"/);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
  });
});

test("a question has the focus in its field; Enter goes on, Alt+S skips, Alt+← goes back", async () => {
  await on("#/ask?fact=注册日期", {}, async (page) => {
    const first = await heading(page);
    assert.match(await focused(page), /<(input|select)/);
    await page.keyboard.type("2019-04-18");
    await page.keyboard.press("Enter");
    await changed(page, first);
    const second = await heading(page);
    assert.match(await focused(page), /<(input|select|button)/);
    await page.keyboard.press("Alt+s");
    await changed(page, second);
    await page.keyboard.press("Alt+ArrowLeft");
    await page.waitForFunction((text) => document.querySelector("h1")?.textContent === text, second);
    await page.keyboard.press("Alt+ArrowLeft");
    await page.waitForFunction((text) => document.querySelector("h1")?.textContent === text, first);
    assert.equal(await page.locator("form.question input").inputValue(), "2019-04-18", "nothing typed is lost");
  });
});

test("Enter belongs to the input method while it composes", async () => {
  await on("#/ask?fact=科技人员", {}, async (page) => {
    const before = await heading(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "shier", selectionStart: 5, selectionEnd: 5 });
    assert.doesNotMatch((await page.evaluate(() => sessionStorage.getItem("guiju.profile"))) ?? "", /shier/);
    await page.locator("form.question input").evaluate((input) =>
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true })),
    );
    await page.locator("form.question input").evaluate((input) =>
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true })),
    );
    assert.equal(await heading(page), before);
    await session.send("Input.insertText", { text: "十二" });
    assert.equal(await page.locator("form.question input").inputValue(), "十二");
    assert.match(await page.evaluate(() => sessionStorage.getItem("guiju.profile")), /"科技人员":"12"/);
  });
});

test("digits choose among radios, and arrows walk them", async () => {
  await on("#/ask?fact=技术领域", {}, async (page) => {
    await page.keyboard.press("3");
    assert.equal(await page.locator("form.question input:checked").count(), 1);
    assert.equal(await page.locator("form.question input").nth(2).isChecked(), true);
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("form.question input").nth(3).isChecked(), true);
    const before = await heading(page);
    await page.keyboard.press("Enter");
    await changed(page, before);
  });
});

test("single keys do nothing outside a list of radios", async () => {
  await on("#/results", { storage: stored(ENTERPRISE) }, async (page) => {
    const before = await page.evaluate(() => location.hash);
    for (const key of ["s", "1", "n", "?", "j"]) await page.keyboard.press(key);
    assert.equal(await page.evaluate(() => location.hash), before);
  });
});

test("a condition opens and folds by its heading, and says which it is", async () => {
  await on("#/policy?name=高新技术企业认定", { storage: stored(ENTERPRISE) }, async (page) => {
    const button = page.locator("li.condition h3 button").first();
    await button.focus();
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    await page.keyboard.press("Enter");
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    assert.equal(await page.locator("li.condition .details").first().isVisible(), true);
    await page.keyboard.press("Space");
    assert.equal(await button.getAttribute("aria-expanded"), "false");
  });
});

test("a new screen is announced by its heading", async () => {
  await on("", { storage: stored(ENTERPRISE) }, async (page) => {
    for (const [hash, title] of [["#/results", "我的政策"], ["#/policy?name=高新技术企业认定", "高新技术企业认定"], ["#/about", "怎么算的"]]) {
      await visit(page, hash);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
      assert.match(await page.title(), new RegExp(title));
    }
  });
});

test("the whole policy page is reached by Tab, nothing is a trap, and the focus can always be seen", async () => {
  await on("#/policy?name=高新技术企业认定", { storage: stored(ENTERPRISE) }, async (page) => {
    const seen = new Set();
    for (let step = 0; step < 200; step += 1) {
      await page.keyboard.press("Tab");
      const where = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const path = [...document.querySelectorAll("*")].indexOf(element);
        return { path, outline: outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth), inside: box.bottom > 0 && box.top < innerHeight };
      });
      if (where === undefined || seen.has(where.path)) break;
      seen.add(where.path);
      assert.ok(where.outline >= 1, `stop ${step} shows its focus`);
      assert.ok(where.inside, `stop ${step} is on the screen`);
    }
    assert.ok(seen.size > 20, `${seen.size} stops`);
  });
});
