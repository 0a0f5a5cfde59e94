// Looks at every page in a real Chromium and writes what is wrong, as JSON on stdout.
// In, on stdin: {"base", "chromium", "paginas": ["/", …]}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { base, chromium: binary, paginas } = JSON.parse(readFileSync(0, "utf8"));
const fouten = [];
const bytes = {};
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ALL = { type: "tag", values: TAGS };
// What dark may spoil: the style sheet changes nothing but colours there.
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

const browser = await chromium.launch({
  executablePath: binary,
  args: [
    "--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
  ],
});

async function open(context, pad) {
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
      fouten.push({ pad, wat: "request to elsewhere", waar: request.url() });
    }
  });
  page.on("console", (message) => {
    const expected = message.text().includes("status of 4");
    if (message.type() === "error" && !expected) fouten.push({ pad, wat: "console", waar: message.text() });
  });
  page.on("pageerror", (error) => fouten.push({ pad, wat: "script", waar: String(error) }));
  await page.goto(base + pad);
  return page;
}

async function look(page, pad, width, colorScheme, runOnly) {
  const found = await page.evaluate(
    (rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"] }),
    runOnly,
  );
  for (const fault of found.violations) {
    for (const node of fault.nodes) {
      fouten.push({ pad, width, colorScheme, wat: fault.id, waar: node.target.join(" "), waarom: node.failureSummary });
    }
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) fouten.push({ pad, width, colorScheme, wat: "scrolls sideways", waar: over });
  const small = await page.evaluate(() => [...document.querySelectorAll("button, input, select, summary, nav a, .utrecht-button")]
    .filter((e) => e.checkVisibility() && !e.closest(".utrecht-skip-link"))
    .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24) && box.width > 2)
    .map(([html]) => html));
  for (const waar of small) fouten.push({ pad, width, colorScheme, wat: "target under 24 px", waar });
}

async function tabThrough(page, pad) {
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
      .filter((e) => e.checkVisibility() && !e.disabled);
    all.forEach((e, i) => e.setAttribute("data-toets", i));
    return all.length;
  });
  const reached = new Set();
  for (let step = 0; step < wanted * 3 + 5; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const style = getComputedStyle(e);
      const box = e.getBoundingClientRect();
      return {
        nr: e.getAttribute("data-toets"),
        html: e.outerHTML.slice(0, 80),
        visible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
        onScreen: box.bottom > 0 && box.top < innerHeight,
      };
    });
    if (at === null) break;
    if (step === 0 && !at.html.includes("skip-link")) fouten.push({ pad, wat: "skip link is not first", waar: at.html });
    if (!at.visible) fouten.push({ pad, wat: "focus not visible", waar: at.html });
    if (!at.onScreen) fouten.push({ pad, wat: "focus off screen", waar: at.html });
    reached.add(at.nr);
  }
  if (reached.size < wanted) fouten.push({ pad, wat: "not reached by keyboard", waar: `${reached.size} of ${wanted}` });
}

for (const width of [320, 1280]) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: "light", reducedMotion: "reduce" });
  for (const pad of paginas) {
    const page = await open(context, pad);
    // Run apart from the page's own policy, which rightly forbids injected scripts.
    await page.evaluate(axe);
    await look(page, pad, width, "light", ALL);
    if (width === 320) {
      await tabThrough(page, pad);
      bytes[pad] = await page.evaluate(() => {
        const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
        return all.reduce((sum, e) => sum + e.decodedBodySize, 0);
      });
    }
    await page.emulateMedia({ colorScheme: "dark" });
    await look(page, pad, width, "dark", COLOURS);
    await page.close();
  }
  await context.close();
}

// A question by keyboard alone, with and without JavaScript; and a follow-up.
const antwoorden = {};
for (const javaScriptEnabled of [true, false]) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, javaScriptEnabled });
  const page = await open(context, "/");
  await page.focus("#q");
  await page.keyboard.type("Wie trekt actie 9?");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#gevraagd");
  await page.focus("#q");
  await page.keyboard.type("En wanneer wordt die besproken?");
  await page.keyboard.press("Enter");
  await page.waitForSelector("details");
  antwoorden[javaScriptEnabled ? "met" : "zonder"] = {
    eerder: (await page.textContent("details")).replace(/\s+/g, " "),
    antwoord: (await page.textContent(".zkl-blok")).replace(/\s+/g, " "),
    adres: page.url(),
  };
  await context.close();
}
await browser.close();
process.stdout.write(JSON.stringify({ fouten, bytes, antwoorden }));
