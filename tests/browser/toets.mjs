// Looks at every page in a real Chromium and writes what is wrong, as JSON on stdout.
// In, on stdin: {"base", "chromium", "paginas": [{"pad", "naam", "stappen", "post"}], "zoektochten"}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { carryOut, launch, post } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { base, chromium: binary, paginas, zoektochten } = JSON.parse(readFileSync(0, "utf8"));
const fouten = [];
const bytes = {};
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ALL = { type: "tag", values: TAGS };
// What dark may spoil: the style sheet changes nothing but colours there.
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

const browser = await launch(binary);

function listen(page, naam) {
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
      fouten.push({ naam, wat: "request to elsewhere", waar: request.url() });
    }
  });
  page.on("console", (message) => {
    const expected = message.text().includes("status of 4");
    if (message.type() === "error" && !expected) fouten.push({ naam, wat: "console", waar: message.text() });
  });
  page.on("pageerror", (error) => fouten.push({ naam, wat: "script", waar: String(error) }));
}

async function open(context, { pad, naam = pad, stappen = [], post: posted = false }) {
  const page = await context.newPage();
  listen(page, naam);
  if (posted) await post(page, base, pad);
  else await page.goto(base + pad);
  await carryOut(page, stappen);
  return page;
}

async function look(page, naam, width, colorScheme, runOnly) {
  const found = await page.evaluate(
    (rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"] }),
    runOnly,
  );
  for (const fault of found.violations) {
    for (const node of fault.nodes) {
      fouten.push({ naam, width, colorScheme, wat: fault.id, waar: node.target.join(" "), waarom: node.failureSummary });
    }
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) fouten.push({ naam, width, colorScheme, wat: "scrolls sideways", waar: over });
  const small = await page.evaluate(() => [...document.querySelectorAll("button, input, select, summary, nav a, .utrecht-button")]
    .filter((e) => e.checkVisibility() && !e.closest(".utrecht-skip-link"))
    .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24) && box.width > 2)
    .map(([html]) => html));
  for (const waar of small) fouten.push({ naam, width, colorScheme, wat: "target under 24 px", waar });
}

async function tabThrough(page, naam) {
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
      .filter((e) => e.checkVisibility() && !e.disabled);
    all.forEach((e, i) => e.setAttribute("data-toets", i));
    // From the top, also where a form put the focus elsewhere.
    document.activeElement?.blur();
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
    if (step === 0 && !at.html.includes("skip-link")) fouten.push({ naam, wat: "skip link is not first", waar: at.html });
    if (!at.visible) fouten.push({ naam, wat: "focus not visible", waar: at.html });
    if (!at.onScreen) fouten.push({ naam, wat: "focus off screen", waar: at.html });
    reached.add(at.nr);
  }
  if (reached.size < wanted) fouten.push({ naam, wat: "not reached by keyboard", waar: `${reached.size} of ${wanted}` });
}

// On paper there is no menu, nothing is cut off, and what folds on the screen lies open.
async function print(page, naam) {
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await page.setViewportSize({ width: 794, height: 1123 });
  const paper = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    menu: [...document.querySelectorAll(".zkl-menu, .zkl-voet, .zkl-vraagform, .utrecht-button, button")]
      .filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80)),
    folded: [...document.querySelectorAll("details > :not(summary)")]
      .filter((e) => e.getBoundingClientRect().height === 0).map((e) => e.outerHTML.slice(0, 80)),
  }));
  if (paper.over > 0) fouten.push({ naam, wat: "cut off on paper", waar: paper.over });
  for (const waar of paper.menu) fouten.push({ naam, wat: "a button on paper", waar });
  for (const waar of paper.folded) fouten.push({ naam, wat: "folded away on paper", waar });
}

for (const width of [320, 1280]) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: "light", reducedMotion: "reduce" });
  for (const pagina of paginas.filter((p) => !p.breedte || p.breedte === width)) {
    const naam = pagina.naam ?? pagina.pad;
    const page = await open(context, pagina);
    // Run apart from the page's own policy, which rightly forbids injected scripts.
    await page.evaluate(axe);
    await look(page, naam, width, "light", ALL);
    if (pagina.kort) {
      await page.close();
      continue;
    }
    if (width === 320 || pagina.breedte) {
      await tabThrough(page, naam);
      bytes[naam] = await page.evaluate(() => {
        const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
        return all.reduce((sum, e) => sum + e.decodedBodySize, 0);
      });
    }
    await page.emulateMedia({ colorScheme: "dark" });
    await look(page, naam, width, "dark", COLOURS);
    if (width === 1280 || pagina.breedte) await print(page, naam);
    await page.close();
  }
  await context.close();
}

// A question by keyboard alone, with and without JavaScript; and a follow-up.
const antwoorden = {};
for (const javaScriptEnabled of [true, false]) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, javaScriptEnabled });
  const page = await open(context, { pad: "/" });
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

// What a person comes for, by following links from the front page; without JavaScript.
const gevonden = {};
for (const width of [320, 1280]) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: false });
  for (const [doel, { pad, links }] of Object.entries(zoektochten)) {
    const page = await open(context, { pad });
    for (const naam of links) {
      await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: naam }).first().click()]);
    }
    gevonden[`${doel} ${width}`] = {
      adres: page.url().slice(base.length),
      woorden: (await page.innerText("main")).replace(/\s+/g, " "),
      links: await page.locator("main a").evaluateAll((all) => all.map((a) => a.href)),
    };
    await page.close();
  }
  await context.close();
}
await browser.close();
process.stdout.write(JSON.stringify({ fouten, bytes, antwoorden, gevonden }));
