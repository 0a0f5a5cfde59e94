// A Chromium that asks nobody but us, for the tests and for the pictures in docs/.
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
];

export function launch(executablePath) {
  return chromium.launch({ executablePath, args: FLAGS });
}

// Brings a page into a state: each step fills a field ([selector, value]) or presses ([selector]).
export async function carryOut(page, stappen = []) {
  for (const [selector, waarde] of stappen) {
    if (waarde === undefined) {
      await Promise.all([page.waitForEvent("load"), page.click(selector)]);
    } else {
      await page.fill(selector, waarde);
    }
  }
}

// Sends a form that no page of ours has, as a page of ours would.
export async function post(page, base, pad) {
  await page.goto(`${base}/static/icoon.svg`);
  await page.goto(`${base}/privacy`);
  await Promise.all([
    page.waitForEvent("load"),
    page.evaluate((action) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action });
      document.body.append(form);
      form.submit();
    }, pad),
  ]);
}
