// Uses the sites as people do: from a folder and from a server, in both schemes, narrow and wide, and without JavaScript.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const [executablePath, platform, hostile, large] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core");
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json" };

// Serves the files of a folder, and `index.html` for a path that ends with `/`.
const serve = async (folder) => {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    try {
      const bytes = await readFile(file);
      response.writeHead(200, { "content-type": types[extname(file)] }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});

const tests = [];

// Adds a test of a page. The test fails, too, if the page has an error or asks another host for anything.
const use = (root, path, options, test) => tests.push(() => open(root, path, options, test));

const open = async (root, path, options, test) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("dialog", (dialog) => errors.push(dialog.message()));
  page.on("request", (request) => request.url().startsWith(root) || errors.push(`asked for ${request.url()}`));
  // A browser asks for this on its own.
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(root + path);
  await test(page);
  assert.deepEqual(errors, [], root + path);
  await context.close();
};

// The codes of the list that can be seen.
const shown = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("tbody")[0].rows]
      .filter((row) => row.checkVisibility())
      .map((row) => row.cells[0].textContent),
  );

const searches = async (page) => {
  const all = await shown(page);
  assert.ok(all.length > 1);
  const find = async (text) => {
    await page.fill("#text", text);
    return shown(page);
  };
  return { all, find };
};

const folders = (folder) => pathToFileURL(`${folder}/`).href;

const platformSite = await serve(platform);
const hostileSite = await serve(hostile);

for (const root of [platformSite.url, folders(platform)]) {
  use(root, "index.html", {}, async (page) => {
    const { all, find } = await searches(page);
    assert.equal(all.length, 20);
    assert.deepEqual(await find("WRONG_pass"), ["wrong_password"], "by code");
    assert.deepEqual(await find("balance too"), ["low_balance"], "by words of the text");
    assert.equal(await page.textContent("#found"), "1 found");
    assert.ok(page.url().endsWith("#balance%20too"), page.url());
    assert.deepEqual(await find("no such code"), []);
    assert.equal((await find("")).length, 20);
    await page.check("#retryable");
    assert.deepEqual(await shown(page), ["request_too_fast"]);
    await page.locator("tbody a:visible").click();
    await page.waitForURL(`${root}request_too_fast/index.html`);
    await page.goBack();
    assert.equal(await page.isChecked("#retryable"), (await shown(page)).length === 1, "after Back");
    await page.uncheck("#retryable");
    await find("fallback_5xx");
    assert.equal(await page.textContent("#found"), "1 found", "a general code");
    assert.equal(await page.isVisible("section:first-of-type"), false, "a list without rows");
    await find("");

    // By keyboard alone: `/` goes to the search, and Enter to the first code that is found.
    await page.locator("h1").click();
    await page.keyboard.press("/");
    await page.keyboard.type("low_bal");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${root}low_balance/index.html`);
    assert.equal(await page.textContent("h1"), "low_balance");
    await page.click("nav a");
    await page.waitForURL(`${root}index.html`);
  });
  use(root, "wrong_password/index.html", {}, async (page) => {
    assert.equal(await page.textContent("h1"), "wrong_password");
    assert.match(await page.textContent("pre"), /"errorCode": "wrong_password"/);
  });
  use(root, "index.html#wrong_password", {}, async (page) => {
    assert.deepEqual(await shown(page), ["wrong_password"]);
  });
  use(root, "index.html", { javaScriptEnabled: false }, async (page) => {
    assert.equal((await shown(page)).length, 20);
    assert.equal(await page.locator("form").isVisible(), false);
  });
}

// The path that `docs_url` has.
use(platformSite.url, "wrong_password/", {}, async (page) => {
  assert.equal(await page.textContent("h1"), "wrong_password");
});

for (const root of [hostileSite.url, folders(hostile)]) {
  use(root, "index.html", {}, async (page) => {
    const { all, find } = await searches(page);
    assert.deepEqual(await find("former name"), ["gone"], "by former name");
    assert.deepEqual(await find("<img"), ["auth/user-not-found"], "by text");
    assert.deepEqual(await find("wait {seconds}"), ["a b?c#d%20"], "by the text of a failure");
    assert.deepEqual(await find("404<img"), [], "across cells");
    assert.equal((await find("gone")).length, 2);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/gone-16e108b7/index.html");
    await page.goBack();
    await find("");
    await page.selectOption("#status", "5");
    assert.deepEqual(await shown(page), ["Gone", "index.html"]);
    await page.selectOption("#status", "");
    for (const code of all) {
      await page.locator("tbody a", { hasText: code }).and(page.getByText(code, { exact: true })).click();
      await page.waitForURL((url) => url.href !== `${root}index.html`);
      assert.equal(await page.textContent("h1"), code);
      await page.goBack();
    }
  });
}

// Colours, labels and widths.
for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1440]) {
    const options = { colorScheme, viewport: { width, height: 900 } };
    const sites = [[platform, platformSite.url], [hostile, hostileSite.url]];
    // What is wide in one of them is wide in both.
    for (const [site, root] of width === 360 ? sites : sites.slice(0, 1)) {
      const paths = ["index.html", site === platform ? "wrong_password/index.html" : "a%20b%253Fc%23d%252520/index.html"];
      for (const [index, path] of paths.entries()) {
        use(root, path, options, async (page) => {
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${path} is ${overflow} pixels wider than ${width}`);
          const name = ["list", "code"][index];
          await page.screenshot({ path: join(site, `${name}-${colorScheme}-${width}.png`), fullPage: true });
          await page.addScriptTag({ path: axe });
          const { violations } = await page.evaluate(() => globalThis.axe.run());
          const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
          assert.deepEqual(found, [], `${path} ${colorScheme} ${width}`);
        });
      }
    }
  }
}

use(folders(large), "index.html", {}, async (page) => {
  await page.fill("#text", "number 2999 was");
  assert.deepEqual(await shown(page), ["thing_02999_not_found"]);
  assert.equal(await page.textContent("#found"), "1 found");
});

// Each page waits for the browser most of the time.
const next = async () => {
  for (let test; (test = tests.shift()); ) await test();
};
await Promise.all([next(), next(), next(), next()]);

platformSite.close();
hostileSite.close();
await browser.close();
console.log("the site is usable");
