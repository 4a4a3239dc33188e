// Gatehouse goes away while the page is open, and comes back: the page says so, loses nothing that is typed, and shows what it missed.
// Arguments: loginLink, stages (a folder: a file in it says how far each side is).
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, check, looks }) => {
  const reached = (stage) => writeFileSync(join(args.stages, stage), "");
  const until = async (stage) => {
    for (let count = 0; count < 600; count++) {
      if (existsSync(join(args.stages, stage))) return;
      await page.waitForTimeout(100);
    }
    throw new Error(`the test did not reach ${stage}`);
  };
  await page.goto(args.loginLink);
  await at("composer").fill("echo before");
  await at("composer").press("Enter");
  await at("as-text").first().waitFor();
  check((await at("connection-state").getAttribute("data-state")) === "open", "the page is not connected");
  await at("composer").fill("echo during");

  // 1. Away: said at once, and the draft stays. A message is not lost but waits to be sent again.
  reached("up");
  await at("disconnected-banner").waitFor();
  check((await at("connection-state").getAttribute("data-state")) === "reconnecting", "the header does not say so");
  check((await at("composer").inputValue()) === "echo during", "the draft is gone");
  await at("composer").press("Enter");
  await at("retry").waitFor();
  await looks("away");
  await page.keyboard.press("Alt+r");
  await at("receipts-open").waitFor();
  await page.keyboard.press("Escape");

  // 2. Back: signed in still, what another client said meanwhile is there, and the message goes out once.
  reached("away");
  await until("back");
  await at("disconnected-banner").waitFor({ state: "detached", timeout: 40000 });
  await page.getByText("from another client").filter({ visible: true }).first().waitFor();
  await at("retry").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=as-text]").length === 3);
  const said = await at("message-user").allInnerTexts();
  check(said.filter((text) => text === "echo during").length === 1, `said was ${said.join(" | ")}`);
  for (const dismiss of await page.getByRole("button", { name: "Dismiss" }).all()) await dismiss.click();
  await looks("back");
});
