// Settings: found, changed in place, refused beside the field, unset, saved to a file and loaded from one.
// Arguments: loginLink; BUDGET_USD_PER_DAY is set in the environment.
import { leaveByKey, openByKeys, saved } from "./menu.mjs";
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, check, looks }) => {
  const row = (key) => page.locator(`[data-testid="setting"][data-key="${key}"]`);
  const within = (key, id) => row(key).getByTestId(id);
  const file = (text) => at("settings-file").setInputFiles({ name: "settings.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.goto(args.loginLink);
  await at("composer").waitFor();

  // 1. What is set, where it comes from, and why it is not changed here.
  await openByKeys(page, "ss", "Settings");
  await at("setting").first().waitFor();
  check((await at("setting").count()) > 25, "settings are missing");
  for (const [key, says] of [
    ["LLM_API_KEY", ["not set", "A secret", "never stored"]],
    ["GATEWAY_HOST", ["at the start only"]],
    ["BUDGET_USD_PER_DAY", ["set in the environment", "wins", "3"]],
  ]) {
    const text = await row(key).innerText();
    for (const words of says) check(text.includes(words), `${key} says ${text}`);
    check((await within(key, "setting-change").count()) === 0, `${key} can be changed`);
  }
  await looks("settings");

  // 2. Found and changed by keyboard; not in force yet.
  await at("settings-find").fill("policy");
  check((await at("setting").count()) < 4, "nothing was filtered");
  await within("GATEHOUSE_POLICY", "setting-change").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches("[data-testid=setting-field]"));
  await page.keyboard.type("st");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await within("GATEHOUSE_POLICY", "setting-pending").waitFor();
  check((await within("GATEHOUSE_POLICY", "setting-value").innerText()) === "strict", "it is not strict");
  check((await row("GATEHOUSE_POLICY").innerText()).includes("stored here"), "it is not told as stored");
  check((await at("settings-pending").innerText()).startsWith("One change waits"), "no change waits");
  check(await within("GATEHOUSE_POLICY", "setting-change").evaluate((button) => button === document.activeElement), "the focus is not back");

  // 3. A refusal stands beside the field; Escape leaves the field and not the view.
  await at("settings-find").fill("requests over");
  await within("BUDGET_REQUESTS_PER_DAY", "setting-change").click();
  await at("setting-field").fill("-1");
  await at("setting-field").press("Enter");
  await at("setting-problem").getByText("from 0 to").waitFor();
  check((await at("setting-field").getAttribute("aria-invalid")) === "true", "the field is not marked");
  await looks("settings-refused");
  await at("setting-field").press("Escape");
  await at("setting-field").waitFor({ state: "detached" });
  check((await within("BUDGET_REQUESTS_PER_DAY", "setting-value").innerText()) === "5000", "the refused value is shown");

  // 4. A file is taken whole or not at all.
  await at("settings-find").fill("");
  const { name, text } = await saved(page, () => at("settings-save").click());
  check(name === "gatehouse-settings.json" && JSON.parse(text).settings.GATEHOUSE_POLICY === "strict", `saved ${name}: ${text}`);
  await file(JSON.stringify({ settings: { LLM_MODEL: "good", BUDGET_TOKENS_PER_DAY: "much", NO_SUCH: "1", GATEWAY_HOST: "0.0.0.0" } }));
  await at("settings-told").getByText("Nothing was stored.").waitFor();
  check((await at("settings-told").locator("li").count()) === 4, `told ${await at("settings-told").innerText()}`);
  check((await row("LLM_MODEL").getAttribute("data-source")) === "default", "half of the file was stored");
  await at("settings-told").scrollIntoViewIfNeeded();
  await looks("settings-file-refused");
  await file("nonsense");
  await at("settings-told").getByText("not JSON").waitFor();
  await file(JSON.stringify({ settings: { LLM_MODEL: "good", BUDGET_TOKENS_PER_DAY: "300000" } }));
  await at("settings-told").getByText("Stored: 2 settings").waitFor();
  await page.locator('[data-key="LLM_MODEL"][data-source="stored"]').waitFor();
  check((await at("settings-pending").innerText()).startsWith("3 changes wait"), `waiting: ${await at("settings-pending").innerText()}`);

  // 5. Put in force while it runs; the model's name waits for a start. Then unset.
  await at("settings-reload").click();
  await at("settings-reload").waitFor({ state: "detached" });
  check((await at("settings-pending").innerText()).startsWith("One change waits for the next start"), `waiting: ${await at("settings-pending").innerText()}`);
  check((await within("GATEHOUSE_POLICY", "setting-pending").count()) === 0, "the policy still waits");
  await looks("settings-reloaded");
  await within("GATEHOUSE_POLICY", "setting-unset").click();
  await page.locator('[data-key="GATEHOUSE_POLICY"][data-source="default"]').waitFor();
  check((await within("GATEHOUSE_POLICY", "setting-value").innerText()) === "balanced", "the default is not told");

  // 6. Nobody there to answer.
  await at("settings-find").focus();
  await at("settings-find").fill("no such thing at all");
  await page.getByText("No setting says that.").waitFor();
  await at("settings-find").fill("");
  await leaveByKey(page);
  await page.route("**/api/settings", (route) => route.abort());
  await openByKeys(page, "ss", "Settings");
  await at("ask-again").waitFor();
  await looks("settings-unreachable");
  await page.unroute("**/api/settings");
  await at("ask-again").click();
  await at("setting").first().waitFor();
});
