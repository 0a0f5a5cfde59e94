// Makes pictures of pages. In, on stdin: {"chromium", "schaal", "plaatjes": [{"bestand", "breed",
// "hoog", "html" or "adres"}]}; without "hoog" the whole page.
import { readFileSync } from "node:fs";
import { launch } from "./browser.mjs";

const { chromium: binary, schaal, plaatjes } = JSON.parse(readFileSync(0, "utf8"));
const browser = await launch(binary);
for (const { bestand, breed, hoog, html, adres } of plaatjes) {
  const page = await browser.newPage({
    viewport: { width: breed, height: hoog ?? 200 },
    deviceScaleFactor: schaal,
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  if (html) await page.setContent(html);
  else await page.goto(adres);
  await page.screenshot({ path: bestand, fullPage: !hoog });
  await page.close();
}
await browser.close();
