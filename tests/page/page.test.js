/* The HTML page in a browser: run by run.sh, which makes the pages.
 *   PAGES    folder with public.html (as by default), answers.html (--with-answers), large.html (10,000 answers),
 *            six.html (6 answers), wrong.html (of the job titles)
 *   BROWSER  the browser's program */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const pages = process.env.PAGES;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { width: 375, height: 740 };
const desk = { width: 1280, height: 900 };
let browser;

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox"] });
});
after(() => browser?.close());

/* A page with everything that went wrong in it.  `bypassCSP` only lets axe in: the page's own policy is tested without. */
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: desk, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) faults.push(`loads ${request.url()}`);
  });
  await page.goto(pathToFileURL(path.join(pages, name)).href);
  return { page, faults, close: () => context.close() };
}

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document));
  return result.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}

for (const name of ["public.html", "answers.html", "six.html", "wrong.html"]) {
  for (const [size, viewport] of Object.entries({ phone, desk })) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${name} has no accessibility fault, ${size}, ${colorScheme}`, async () => {
        const { page, faults, close } = await open(name, { viewport, colorScheme, bypassCSP: true });
        await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(faults, []);
        await close();
      });
    }
    test(`${name} does not scroll sideways, ${size}`, async () => {
      const { page, close } = await open(name, { viewport });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${over} pixels too wide`);
      await close();
    });
  }
  test(`${name} keeps its policy: no fault, nothing from the network`, async () => {
    const { page, faults, close } = await open(name);
    const policy = await page.getAttribute('meta[http-equiv="Content-Security-Policy"]', "content");
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    const blocked = await page.evaluate(() => new Promise((resolve) => {
      addEventListener("securitypolicyviolation", () => resolve(true));
      const script = document.createElement("script");
      script.textContent = "globalThis.ran = true";
      document.body.append(script);
      setTimeout(() => resolve(Boolean(!globalThis.ran)), 200);
    }));
    assert.equal(blocked, true, "a foreign script runs");
    assert.equal(faults.filter((fault) => !fault.includes("Content Security Policy")).length, 0, faults.join("\n"));
    await close();
  });
}

test("a reader without answers gets none", async () => {
  const { page, close } = await open("public.html");
  assert.equal(await page.locator("#answer-data").count(), 0);
  assert.equal(await page.locator("table button").count(), 0);
  await close();
});

test("every bar is in the table with the same share", async () => {
  const { page, close } = await open("public.html");
  const sections = await page.locator("section:has(.panels)").all();
  assert.ok(sections.length > 0);
  for (const section of sections) {
    assert.match(await section.locator(".panels").getAttribute("aria-label"), /Bar chart.*table/s);
    const shares = (await section.locator("td .share").allTextContents()).map((text) => text.trim());
    const drawn = (await section.locator(".panels text").allTextContents()).map((text) => /^<?\d+ %/.exec(text)?.[0]);
    const labels = drawn.filter(Boolean);
    assert.ok(labels.length > 0);
    for (const label of labels) assert.ok(shares.includes(label), `${label} is drawn but not in the table`);
  }
  await close();
});

test("a reader's path: the first of all, of each group, and its advice", async () => {
  const { page, faults, close } = await open("public.html", { viewport: phone });
  assert.match(await page.locator(".lead .say").textContent(), /^Of \d+ answers, \d+ \(\d+\u00A0%\) named buy-in/);
  const group = page.locator("li.sentence:has(.helps)").first();
  const sentence = await group.locator(".say").textContent();
  const links = await group.locator(".helps a").all();
  assert.ok(links.length > 0);
  for (const link of links) {
    await link.click();
    const article = page.locator(await link.getAttribute("href"));
    assert.ok(await article.evaluate((node) => {
      const box = node.getBoundingClientRect();
      return box.top >= 0 && box.top < innerHeight;
    }), "the advice is in sight");
    assert.equal(await article.locator("li").count(), 2);
    assert.ok(sentence.includes(await link.textContent()), "the sentence names the challenge");
  }
  assert.deepEqual(faults, []);
  await close();
});

test("on a phone words come first, then the chart, then the table, in letters that can be read", async () => {
  const { page, close } = await open("public.html", { viewport: phone });
  for (const section of await page.locator("section:has(figure)").all()) {
    const tops = await section.evaluate((node) =>
      [".sentences", "figure", "table"].map((part) => node.querySelector(part).getBoundingClientRect().top));
    assert.deepEqual(tops, [...tops].sort((a, b) => a - b));
    const least = await section.evaluate((node) => Math.min(...[...node.querySelectorAll("figure text")].map((text) =>
      parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)));
    assert.ok(least >= 9, `letters of ${least} pixels`);
  }
  await close();
});

test("of six answers nothing is shown, in one sentence", async () => {
  const { page, faults, close } = await open("six.html");
  assert.equal(await page.locator("figure, table, .sentence, article").count(), 0);
  assert.match(await page.locator("main section").first().textContent(), /There are too few answers/);
  assert.deepEqual(faults, []);
  await close();
});

test("of the wrong column the warning stands first, and nothing is ranked or advised", async () => {
  const { page, close } = await open("wrong.html");
  assert.match(await page.locator("header .warning").textContent(), /Is “job_title” the right column/);
  assert.equal(await page.locator(".rank, article, .sentence").count(), 0);
  await close();
});

test("the page prints on one sheet", async () => {
  const { page, close } = await open("public.html");
  for (const format of ["A4", "Letter"]) {
    const pdf = (await page.pdf({ format, printBackground: false })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length, 1, format);
  }
  await close();
});

/* Until it holds: the page's policy lets no text be evaluated, so waitForFunction() cannot be used. */
async function until(holds) {
  for (let i = 0; i < 100; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("it does not come true");
}

const counted = async (page) => Number((await page.textContent("#answer-count")).replace(/\D/g, ""));

test("a click on a cell lists its answers with the evidence marked", async () => {
  const { page, faults, close } = await open("answers.html");
  const all = await counted(page);
  const button = page.locator("td:not(.total) button[data-code]:not([data-code='-2'])").first();
  const n = Number((await button.locator(".n").textContent()).replace(/\D/g, ""));
  await button.click();
  assert.equal(await counted(page), n);
  assert.ok(n < all);
  assert.equal(await page.locator("#answer-list li").count(), Math.min(n, 50));
  assert.ok(await page.locator("#answer-list li").first().locator("mark").count() > 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "answers-heading");
  assert.deepEqual(faults, []);
  await close();
});

test("Enter on a cell does the same, and the keyboard reaches it", async () => {
  const { page, close } = await open("answers.html");
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.matches("button[data-code]"))) break;
  }
  const n = Number(await page.evaluate(() => document.activeElement.querySelector(".n").textContent));
  await page.keyboard.press("Enter");
  assert.equal(await counted(page), n);
  await close();
});

test("filters narrow the list, and Show all takes them back", async () => {
  const { page, close } = await open("answers.html");
  const all = await counted(page);
  await page.fill("input[name=text]", "TIME");
  await until(async () => {
    const now = await counted(page);
    return now > 0 && now < all;
  });
  for (const text of await page.locator("#answer-list li blockquote").allTextContents()) assert.match(text, /time/i);
  await page.click("button[type=reset]");
  await until(async () => await counted(page) === all);
  await close();
});

test("10,000 answers: only what is looked at is in the page", async () => {
  const { page, faults, close } = await open("large.html");
  assert.ok(await counted(page) >= 8000);
  assert.equal(await page.locator("#answer-list li").count(), 50);
  await page.click("#more");
  assert.equal(await page.locator("#answer-list li").count(), 100);
  assert.deepEqual(faults, []);
  await close();
});
