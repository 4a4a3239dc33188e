// A part too long for its card is viewed whole before it can be approved; what is always allowed is listed and taken back.
// Arguments: baseUrl, loginLink, longUrl (asked for with a long body, denied), alwaysUrl (allowed always, without a query).
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, shot, check }) => {
  const open = page.locator('section[data-testid="approval-card"]');
  const send = async (text) => {
    await at("composer").fill(text);
    await at("send").click();
  };
  await page.goto(args.baseUrl);
  await at("login-input").fill(args.loginLink);
  await at("login-submit").click();
  await at("composer").waitFor();

  // 1. Approve stays closed until the whole body was opened.
  const body = "x".repeat(20_000) + " the end";
  await send(`http POST ${args.longUrl} ${body}`);
  await open.waitFor();
  await at("approval-unseen").waitFor();
  await page.waitForTimeout(1000);
  check(await at("approval-approve").isDisabled(), "an unseen part can be approved");
  check((await at("approval-always").count()) === 0, "always is offered for an unseen part");
  await shot("unseen");
  await at("part-view").click();
  await at("part-value").waitFor();
  check((await at("part-value").innerText()).includes("the end"), "the part is not whole");
  check(await at("approval-approve").isEnabled(), "a part that was seen cannot be approved");
  await at("approval-approve").scrollIntoViewIfNeeded();
  await shot("seen");
  await at("approval-deny").click();
  await open.waitFor({ state: "detached" });

  // 2. The button says what it allows; the list repeats it, and revoking takes it away.
  await send(`http POST ${args.alwaysUrl} short`);
  await open.waitFor();
  const granted = `POST ${args.alwaysUrl} (any query and body)`;
  const words = await at("approval-always").innerText();
  check(words === `Always allow ${granted}`, `the button says: ${words}`);
  const forADay = await at("approval-day").getAttribute("aria-label");
  check(forADay === `Only for a day allow ${granted}`, `the other button says: ${forADay}`);
  check((await at("approval-why").innerText()).includes("Policy row 4"), "the card does not say which row asks");
  await shot("always");
  await page.locator('[data-testid="approval-always"]:enabled').click();
  await open.waitFor({ state: "detached" });
  await at("approvals-open").click();
  await at("grant").waitFor();
  check((await at("grant").innerText()).includes(granted), "the list says something else");
  await shot("grants");
  await at("grant-revoke").click();
  await at("grant").waitFor({ state: "detached" });
  await shot("revoked");

  // 3. For a day: the list says until when.
  await page.keyboard.press("Escape");
  await send(`http POST ${args.alwaysUrl} short again`);
  await open.waitFor();
  await page.locator('[data-testid="approval-day"]:enabled').click();
  await open.waitFor({ state: "detached" });
  await at("approvals-open").click();
  await at("grant").waitFor();
  check((await at("grant").innerText()).includes("until"), "the list does not say until when");
  await shot("for-a-day");
});
