// One Chromium, one page, and a list of everything that went wrong in it. A scenario fails when the list is not empty.
import { chromium } from "playwright-core";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { audit } from "./audit.mjs";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const WINDOW = { width: 1280, height: 860 };

const LOOKS = [
  ["light", WINDOW.width, WINDOW.height, "light"],
  ["dark", WINDOW.width, WINDOW.height, "dark"],
  ["phone", 390, 844, "light"],
  ["phone-dark", 390, 844, "dark"],
];

/** Runs `steps(page, tools)`; ends the process with 1 and the reasons on stderr when it or the page failed. */
export async function scenario(steps) {
  const args = JSON.parse(process.argv[2] ?? "{}");
  // A profile as an owner has one: in a private window Chromium looks up no names ahead.
  const profile = mkdtempSync(join(tmpdir(), "gatehouse-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    args: FLAGS,
    viewport: WINDOW,
  });
  const problems = [];
  let failed = false;
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(args.timeout ?? 60000);
    await watch(page, problems, args.expectedStatuses ?? [], args.expectedFailures ?? []);
    const result = await steps(page, tools(page, args));
    if (result !== undefined) console.log(JSON.stringify(result));
  } catch (error) {
    failed = true;
    console.error(error.stack ?? String(error));
    for (const page of context.pages()) {
      if (args.screenshots) await page.screenshot({ path: join(args.screenshots, "failed.png") }).catch(() => {});
      console.error(`at ${page.url()}`);
    }
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  for (const problem of problems) console.error(problem);
  process.exit(failed || problems.length > 0 ? 1 : 0);
}

async function watch(page, problems, expectedStatuses, expectedFailures) {
  page.on("pageerror", (error) => problems.push(`page error: ${error.stack ?? error}`));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    // Chromium logs every answer of 400 and above; a scenario names those that it provokes.
    const status = /status of (\d{3})/.exec(message.text())?.[1];
    if (status && expectedStatuses.includes(Number(status))) return;
    // Likewise what did not arrive at all.
    const about = message.text().startsWith("WebSocket") ? message.text() : message.location().url;
    if (message.text().includes("ERR_") && expectedFailures.some((path) => about.includes(path))) return;
    problems.push(`console error: ${message.text()} (${message.location().url})`);
  });
  await page.exposeFunction("__cspViolation", (text) => problems.push(`CSP violation: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.__cspViolation(`${event.violatedDirective} refused ${event.blockedURI || "inline"} in ${event.sourceFile}:${event.lineNumber}`);
    });
  });
}

function tools(page, args) {
  let shots = 0;
  /** A picture of the page, numbered in the order of the steps. */
  const shot = async (name) => {
    if (!args.screenshots) return;
    mkdirSync(args.screenshots, { recursive: true });
    shots += 1;
    await page.screenshot({ path: join(args.screenshots, `${String(shots).padStart(2, "0")}-${name}.png`), fullPage: false });
  };
  const check = (condition, message) => {
    if (!condition) throw new Error(message);
  };
  return {
    args,
    /** The elements with this data-testid. */
    at: (id) => page.getByTestId(id),
    shot,
    check,
    /** What is shown now as it looks in light, dark and on a phone: a picture of each, nothing wider than the window, no serious violation. */
    async looks(name) {
      for (const [look, width, height, colorScheme] of LOOKS) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await shot(`${name}-${look}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        check(over <= 0, `${name} (${look}): the page is ${over} pixels wider than the window`);
        await audit(page, `${name} (${look})`);
      }
      await page.setViewportSize(WINDOW);
      await page.emulateMedia({ colorScheme: "light" });
    },
  };
}
