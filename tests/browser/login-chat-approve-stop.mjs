// The owner's first minutes: sign in by the printed link, chat, approve one request and deny another, stop and resume, check the receipts.
// Arguments: baseUrl, loginLink, approveUrl and denyUrl (HTTPS addresses that the http tool may be asked for), approvedText (what approveUrl answers).
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, shot, check }) => {
  const send = async (text) => {
    const before = await at("message-user").count();
    await at("composer").fill(text);
    await at("send").click();
    await at("message-user").nth(before).waitFor();
  };
  // A card that was answered stays as a folded line; only an open one is a section.
  const open = page.locator('section[data-testid="approval-card"]');
  const answers = (count) => at("message-assistant").nth(count - 1).waitFor();

  // 1. A stranger sees the sign-in form and nothing else.
  await page.goto(args.baseUrl);
  await at("login-input").waitFor();
  check((await at("composer").count()) === 0, "the composer is there before the sign-in");
  await shot("sign-in");

  // 2. The link signs in; the code is gone from the address bar.
  await at("login-input").fill(args.loginLink);
  await at("login-submit").click();
  await at("composer").waitFor();
  check(!page.url().includes("login="), `the code stayed in the address: ${page.url()}`);
  await at("offline-banner").waitFor();
  await shot("signed-in");

  // 3. Chat.
  await at("thread-new").click();
  await send("echo a quiet morning");
  await answers(1);
  check((await at("message-assistant").first().innerText()).includes("a quiet morning"), "the answer does not echo the message");
  check((await at("thread-item").count()) >= 1, "no thread is listed");
  await shot("chat");

  // 4. A request waits for its card; every stored field is on it; Deny has the focus.
  await send(`http GET ${args.approveUrl}`);
  await open.waitFor();
  const fields = await at("approval-field").allInnerTexts();
  check(fields.some((text) => text.includes(new URL(args.approveUrl).host)), `no field names the host: ${fields.join(" | ")}`);
  check(await at("approval-deny").evaluate((button) => button === document.activeElement), "Deny does not have the focus");
  await shot("approval");
  await at("approval-approve").click();
  await page.getByText(args.approvedText).filter({ visible: true }).first().waitFor();
  check((await at("tool-row").count()) >= 1, "no tool row");
  await open.waitFor({ state: "detached" });
  await shot("approved");

  // 5. Denied.
  await send(`http GET ${args.denyUrl}`);
  await open.waitFor();
  await at("approval-deny").click();
  await open.waitFor({ state: "detached" });
  await shot("denied");

  // 6. Stop everything: what is asked now is not done. Then resume.
  await at("stop-all").click();
  await at("stopped-banner").waitFor();
  await send(`fetch ${args.approveUrl}`);
  await shot("stopped");
  await at("resume").first().click();
  await at("stopped-banner").waitFor({ state: "detached" });

  // 7. The receipts are there and verify.
  await at("receipts-open").click();
  await at("receipt-entry").first().waitFor();
  const receipts = await at("receipt-entry").count();
  await at("verify").click();
  await at("verify-result").waitFor();
  const verdict = await at("verify-result").innerText();
  await shot("receipts");

  // 8. A reload keeps the session.
  await page.reload();
  await at("composer").waitFor();
  await at("connection-state").waitFor();
  return { receipts, verdict, connection: await at("connection-state").innerText() };
});
