// Chat, approvals, memory and receipts by keyboard only, each looked at in light, dark and on a phone, and audited.
// Arguments: loginLink, asksUrl (an HTTPS address that the http tool may be asked for).
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, check, looks }) => {
  const focused = (what) => page.waitForFunction((selector) => document.activeElement?.matches(selector), what);
  const heading = (title) => page.waitForFunction((text) => document.activeElement?.matches(".drawer h2") && document.activeElement.textContent === text, title);
  /** Tab until the focus is on what matches: a key at a time, as a person would. */
  const tabTo = async (selector) => {
    for (let count = 0; count < 60; count++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((what) => document.activeElement?.matches(what) ?? false, selector)) return;
    }
    throw new Error(`Tab does not lead to ${selector}`);
  };

  // 1. Signed in by keyboard.
  await page.goto(new URL("/", args.loginLink).href);
  await focused("[data-testid=login-input]");
  await page.keyboard.type("not a code!");
  await page.keyboard.press("Enter");
  await at("error-text").waitFor();
  await looks("sign-in-refused");
  await at("login-input").fill(args.loginLink);
  await page.keyboard.press("Enter");
  await at("composer").waitFor();
  await looks("empty");

  // 2. Chat: said, answered, a tool's row opened.
  await page.keyboard.press("Alt+m");
  await focused("#composer");
  await page.keyboard.type("remember the bins go out on Tuesday");
  await page.keyboard.press("Enter");
  await at("as-text").first().waitFor();
  await page.keyboard.press("Shift+Tab");
  await at("tool-row").first().locator(".tool-open").focus();
  await page.keyboard.press("Enter");
  await page.locator(".tool-detail").first().waitFor();
  await looks("chat");

  // 3. A question: Deny has the focus; looked at in its list, answered by keyboard.
  await page.keyboard.press("Alt+m");
  await page.keyboard.type(`http GET ${args.asksUrl}`);
  await page.keyboard.press("Enter");
  await focused("[data-testid=approval-deny]");
  await looks("question");
  await page.keyboard.press("Alt+a");
  await heading("Approvals");
  await looks("approvals");
  await tabTo(".drawer [data-testid=approval-deny]");
  await page.keyboard.press("Enter");
  await page.getByText("Nothing waits for your decision.").waitFor();
  await page.keyboard.press("Escape");

  // 4. Memory: a document opened, and back.
  await page.keyboard.press("Alt+k");
  await heading("Memory");
  await at("memory-entry").first().waitFor();
  await looks("memory");
  await tabTo("[data-testid=memory-entry]");
  for (let depth = 0; depth < 4 && (await at("memory-text").count()) === 0; depth++) {
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
    if ((await at("memory-text").count()) === 0) await at("memory-entry").first().focus();
  }
  await at("memory-text").waitFor();
  await looks("document");
  await page.keyboard.press("Escape");

  // 5. Receipts: one opened, its whole receipt shown.
  await page.keyboard.press("Alt+r");
  await heading("Receipts");
  await at("receipt-entry").first().waitFor();
  await tabTo(".entry-line");
  await page.keyboard.press("Enter");
  await looks("receipts");
  const effects = page.locator('[data-testid="receipt-entry"][data-kind="outcome"] .entry-line').first();
  await effects.focus();
  if ((await effects.getAttribute("aria-expanded")) === "false") await page.keyboard.press("Enter");
  await at("receipt-effect").last().focus();
  await page.keyboard.press("Enter");
  await at("effect-receipt").waitFor();
  await looks("receipt");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector(".drawer") === null);

  // 6. Stopped: the banner and its way out.
  await at("stop-all").focus();
  await page.keyboard.press("Enter");
  await at("stopped-banner").waitFor();
  await looks("stopped");
  await at("resume").first().focus();
  await page.keyboard.press("Enter");
  await at("stopped-banner").waitFor({ state: "detached" });
  check((await at("error-text").count()) === 0, "an error stands on the page");
});
