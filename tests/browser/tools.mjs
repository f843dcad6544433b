/** What every browser test needs: the page, served and opened. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

// The tools live with the page, not at the top of the repository.
const require = createRequire(new URL("../../www/package.json", import.meta.url));
const { chromium } = require("playwright-core");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** The policy that a careful portal sends. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** The address of the page: the one given, or the built folder on a free port. */
export async function serve() {
  if (process.env.GUIJU_URL !== undefined) return { url: process.env.GUIJU_URL, close: () => {} };
  const folder = fileURLToPath(new URL(process.env.GUIJU_DIST ?? "../../www/portal/dist", import.meta.url));
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)).replace(/\/$/, "/index.html");
    try {
      const body = await readFile(join(folder, path));
      response.writeHead(200, {
        "content-type": TYPES[extname(path)] ?? "application/octet-stream",
        "content-security-policy": POLICY,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** A browser without a profile that asks nobody anything of its own accord. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.GUIJU_CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** The day on which every test is run, so that no test is about the day on which it is run. */
export const TODAY = "2026-11-22";

/**
 * A page in a new context, opened at an address. What the console says and what fails is collected: a page that
 * complains is a page that is broken.
 */
export async function openPage(browser, url, hash = "", options = {}) {
  const { width = 1280, height = 900, storage, ...rest } = options;
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN", ...rest });
  const page = await context.newPage();
  // Long enough for a machine that does ten other things; a page that works never waits for it.
  page.setDefaultTimeout(30_000);
  await page.clock.setFixedTime(new Date(`${TODAY}T10:00:00`));
  const problems = [];
  const requests = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  context.on("request", (request) => requests.push({ url: request.url(), body: request.postData() ?? "", method: request.method() }));
  if (storage !== undefined) {
    await context.addInitScript((entries) => {
      for (const [name, value] of Object.entries(entries)) {
        if (sessionStorage.getItem(name) === null) sessionStorage.setItem(name, value);
      }
    }, storage);
  }
  await page.goto(url + hash);
  await page.locator("main h1").waitFor();
  return { page, context, problems, requests };
}

/** A browser and the served page, for all tests of a file. */
export function visitors() {
  let browser;
  let served;
  before(async () => {
    served = await serve();
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    served.close();
  });
  const open = (hash, options) => openPage(browser, served.url, hash, options);
  /** Runs a test on a page of its own, and fails it if the page complained. */
  async function on(hash, options, action) {
    const opened = await open(hash, options);
    try {
      await action(opened.page, opened);
      assert.deepEqual(opened.problems, [], "the page must not complain");
    } finally {
      await opened.context.close();
    }
  }
  return { on, open, newContext: (options) => browser.newContext(options), url: () => served.url };
}

/** A made-up enterprise for which everything that can be worked out is met but one headcount. */
export const ENTERPRISE = {
  注册日期: "2019-04-18",
  职工总数: "146",
  科技人员: "12",
  "营业收入(2025)": "62000000",
  "营业收入(2024)": "50000000",
  "营业收入(2023)": "40000000",
  "研发费用(2025)": "2800000",
  "研发费用(2024)": "2200000",
  "研发费用(2023)": "1840000",
};

/** A long name: names wrap, are never cut, never shrink. */
export const NAME = "佛山市南海区桂城衡准智能检测装备科技股份有限公司";

/** The profile as the page keeps it. */
export function stored(facts, skipped = []) {
  return { "guiju.profile": JSON.stringify({ name: NAME, facts, skipped, unread: {}, changed: TODAY }) };
}

/** Goes to another screen without loading the page anew. */
export async function visit(page, hash) {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.waitForFunction((to) => location.hash === to || decodeURIComponent(location.hash) === to, hash);
}

/** Works everything out for another day. */
export async function onDay(page, day) {
  await page.locator(".ribbon button").click();
  await page.locator(".ribbon input").fill(day);
  await page.keyboard.press("Enter");
  await page.locator(".ribbon button", { hasText: day }).waitFor();
}

/** How far the page can be scrolled sideways. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The source of axe-core, to be run inside the page. */
export function axeSource() {
  return readFile(require.resolve("axe-core/axe.min.js"), "utf8");
}
