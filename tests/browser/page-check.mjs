/** One real question to the page, for a quick look whether everything hangs together. */

import { ENTERPRISE, openBrowser, openPage, serve, stored } from "./tools.mjs";

const { url, close } = await serve();
const browser = await openBrowser();
const { page, problems } = await openPage(browser, url, "#/policy?name=高新技术企业认定", { storage: stored(ENTERPRISE) });
const row = page.locator("li.condition", { has: page.getByRole("heading", { name: /科技人员占/ }) });
const said = await row.innerText();
console.log(said.replaceAll("\n", " "));
await browser.close();
close();
if (!said.includes("8.22%") || !said.includes("不符合") || problems.length > 0) {
  console.error("the page does not say what it should", problems);
  process.exit(1);
}
