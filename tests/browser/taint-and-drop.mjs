// A page that was read taints the conversation: the badge names it, one click takes it out, and what is left says so, also after a reload.
// Arguments: baseUrl, loginLink, pageUrl (what is fetched), pageText (what stands on it).
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, shot, check }) => {
  const send = async (text) => {
    await at("composer").fill(text);
    await at("send").click();
  };
  await page.goto(args.loginLink);
  await at("composer").waitFor();

  // 1. Nothing untrusted yet, so there is no badge.
  await send("echo a quiet morning");
  await at("message-assistant").first().waitFor();
  check((await at("taint-badge").count()) === 0, "a badge without untrusted text");

  // 2. The badge names what was read.
  await send(`fetch ${args.pageUrl}`);
  await at("taint-badge").waitFor();
  const source = await at("taint-source").first().innerText();
  check(source === `web_fetch ${args.pageUrl}`, `the badge names: ${source}`);
  const hint = await at("taint-drop").getAttribute("aria-describedby");
  check((await page.locator(`#${hint}`).innerText()).includes("does not see it any more"), "the button does not say what it does");
  await shot("tainted");
  await page.emulateMedia({ colorScheme: "dark" });
  await shot("tainted-dark");

  // 3. By keyboard, as anybody may: one press takes it out.
  await at("taint-drop").focus();
  await page.keyboard.press("Enter");
  await at("taint-badge").waitFor({ state: "detached" });
  await page.locator('[data-testid="message-assistant"][data-dropped="true"]').waitFor();
  check(await at("composer").evaluate((field) => field === document.activeElement), "the focus is lost with the badge");
  const dropped = async () => ({
    rows: await page.locator('[data-testid="tool-row"][data-dropped="true"]').count(),
    answers: await page.locator('[data-testid="message-assistant"][data-dropped="true"]').count(),
    all: await at("message-assistant").count(),
  });
  const seen = await dropped();
  check(seen.rows === 1 && seen.answers === 1 && seen.all === 2, `taken out: ${JSON.stringify(seen)}`);
  const words = await page.locator('[data-testid="message-assistant"][data-dropped="true"]').innerText();
  check(words.includes(args.pageText) && words.includes("not shown to the model any more"), `the transcript says: ${words}`);
  await shot("dropped-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await shot("dropped");

  // 4. It stays so.
  await page.reload();
  await page.locator('[data-testid="message-assistant"][data-dropped="true"]').waitFor();
  check((await at("taint-badge").count()) === 0, "the badge came back");
});
