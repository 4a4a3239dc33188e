// Programs with a token: one is let in, its token is seen once and works for what it is for, and is taken back.
// Arguments: loginLink.
import { leaveByKey, openByKeys } from "./menu.mjs";
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, check, looks }) => {
  const { origin } = new URL(args.loginLink);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  await page.goto(args.loginLink);
  await at("composer").waitFor();

  // 1. None; one is made by keyboard.
  await openByKeys(page, "p", "Programs with a token");
  await at("programs-none").waitFor();
  check(await at("program-make").isDisabled(), "a token without a name");
  await looks("programs-none");
  await at("program-name").focus();
  await page.keyboard.type("Editor <b>on</b> my laptop");
  await page.keyboard.press("Enter");
  await at("program-once").waitFor();
  const token = await at("program-token").innerText();
  const address = await at("program-address").innerText();
  check(/^gh_[0-9a-f]{64}$/.test(token), "this is no token");
  check(address === `${origin}/v1`, `the address is ${address}`);
  check((await at("program-once").innerText()).includes("not shown again"), "it is not said that it is shown once");
  await page.waitForFunction(() => document.activeElement?.id === "program-once");
  await looks("programs-shown-once");
  await page.getByRole("button", { name: "Copy the token" }).click();
  check((await page.evaluate(() => navigator.clipboard.readText())) === token, "another text was copied");

  // 2. It opens what it is for, and nothing else.
  const answers = async (path) => (await fetch(`${origin}${path}`, { headers: { Authorization: `Bearer ${token}` } })).status;
  check((await answers("/v1/models")) === 200, "the token does not open the model");
  check((await answers("/api/chat/threads")) === 403, "the token opens the conversations");

  // 3. Gone from the page once it was copied; the list tells the rest.
  await at("program-done").click();
  const onTitle = () => page.waitForFunction(() => document.activeElement?.matches(".drawer h2"));
  await onTitle();
  check(!(await page.content()).includes(token), "the token is still in the page");
  await leaveByKey(page);
  await openByKeys(page, "p", "Programs with a token");
  const text = await at("program").innerText();
  for (const words of ["Editor <b>on</b> my laptop", "May ask the model, and nothing else.", "used just now", "ends "]) check(text.includes(words), `the row says ${text}`);
  check(!(await page.content()).includes(token), "the token came back");
  await looks("programs");

  // 4. Nobody there to make one, or to list them.
  await page.route("**/api/tokens", (route) => route.abort());
  await at("program-name").fill("other");
  await at("program-make").click();
  await at("error-text").waitFor();
  await looks("programs-not-made");
  await page.getByRole("button", { name: "Close Programs" }).click();
  await openByKeys(page, "p", "Programs with a token");
  await at("ask-again").waitFor();
  await page.unroute("**/api/tokens");
  await at("ask-again").click();
  await at("program").waitFor();

  // 5. Taken back, after a second look.
  await at("program-revoke").click();
  await at("confirm").waitFor();
  await looks("programs-take-back");
  await at("confirm-sure").click();
  await at("programs-none").waitFor();
  await onTitle();
  check((await answers("/v1/models")) === 401, "the token still opens the model");
});
