// The log: read as it is written, filtered, paused, cleared, saved, its level changed, and what stands in it is text.
// Arguments: loginLink.
import { openByKeys, saved } from "./menu.mjs";
import { scenario } from "./page.mjs";

const HOSTILE = '<img src="/nowhere" onerror="window.ran = 1"><script>window.ran = 2</script>';

await scenario(async (page, { args, at, check, looks }) => {
  const { origin } = new URL(args.loginLink);
  await page.goto(args.loginLink);
  await at("composer").waitFor();
  const counted = (least) => page.waitForFunction((count) => document.querySelectorAll("[data-testid=log-line]").length >= count, least);
  const knock = () => fetch(`${origin}/`, { method: "KNOCK" });

  // 1. A log with a gap, a warning, an error and a line that wants to be a page.
  const entry = (seq, level, message) => `id: e-${seq}\nevent: log\ndata: ${JSON.stringify({ level, target: "Gatehouse.Server", message, timestamp: "2026-06-01T12:00:00Z" })}\n\n`;
  const body = `: hello\n\n${entry(1, "info", "Listening.")}id: e-4\nevent: dropped\ndata: {"dropped":3}\n\n${entry(5, "warn", HOSTILE)}${entry(6, "error", `one\ntwo ${"long".repeat(60)}`)}`;
  await page.route("**/api/logs/events", (route) => route.fulfill({ contentType: "text/event-stream", body }));
  await openByKeys(page, "l", "Log");
  await counted(3);
  check((await at("log-lost").innerText()).startsWith("3 lines are missing"), "the gap is not told");
  check((await at("log-line").nth(1).innerText()).includes(HOSTILE), "the line is not shown as it is");
  check((await page.locator(".log-box img, .log-box script").count()) === 0 && !(await page.evaluate(() => "ran" in window)), "a line became a page");
  await at("log-broken").waitFor();
  check((await at("log-count").innerText()) === "3 lines", `counted ${await at("log-count").innerText()}`);
  await looks("log");
  await at("log-least").selectOption("error");
  check((await at("log-line").count()) === 1 && (await at("log-lost").count()) === 1, "the level filters otherwise");
  await at("log-least").selectOption("trace");
  await at("log-find").fill("LISTENING");
  check((await at("log-line").count()) === 1, "the words filter otherwise");
  const { name, text } = await saved(page, () => at("log-save").click());
  check(name === "gatehouse-log.txt" && text.includes("info  Gatehouse.Server: Listening.") && text.includes("[3 lines are missing") && !text.includes("img"), `saved ${name}: ${text}`);
  await at("log-find").press("Escape");
  await page.keyboard.press("Escape");
  await page.unroute("**/api/logs/events");

  // 2. The real one, with more of it.
  await openByKeys(page, "l", "Log");
  await page.waitForFunction(() => !document.querySelector("[data-testid=log-level]").disabled);
  check((await at("log-level").inputValue()) === "info", "the level is another");
  await at("log-level").selectOption("debug");
  await at("log-find").fill("KNOCK");
  await page.waitForResponse((answer) => answer.url().endsWith("/api/logs/level") && answer.request().method() === "PUT");
  await knock();
  await counted(1);

  // 3. It stands still while it is paused, and goes on without a hole.
  await at("log-pause").click();
  const before = await at("log-line").count();
  await knock();
  await page.waitForFunction(() => document.querySelector("[data-testid=log-count]").textContent.includes("new"));
  check((await at("log-line").count()) === before, "it went on while it was paused");
  await at("log-pause").click();
  await counted(before + 1);
  await at("log-find").fill("");
  await at("log-box").focus();
  await looks("log-live");
  await at("log-find").fill("nothing says this");
  await page.getByText("No line says that.").waitFor();
  await at("log-find").fill("KNOCK");
  await at("log-clear").click();
  await at("log-line").first().waitFor({ state: "detached" });
  await knock();
  await counted(1);
  await at("log-level").selectOption("info");
  await page.keyboard.press("Escape");

  // 4. Nobody there.
  await page.route("**/api/logs/**", (route) => route.abort());
  await openByKeys(page, "l", "Log");
  await at("log-broken").waitFor();
  await looks("log-unreachable");
  await page.unroute("**/api/logs/**");
  await counted(1);
  check((await at("log-broken").count()) === 0, "it is still told as broken");
  await page.waitForFunction(() => document.querySelector("[data-testid=log-level]").value === "info");
});
