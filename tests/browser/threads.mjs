// Conversations as a whole: renamed, exported and deleted from the row's menu, with the pointer and by keyboard.
// Arguments: loginLink, asksUrl (an HTTPS address that the http tool may be asked for).
import { readFileSync } from "node:fs";
import { audit } from "./audit.mjs";
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, shot, check, looks }) => {
  const say = async (text) => {
    await at("thread-new").click();
    await at("composer").fill(text);
    await at("composer").press("Enter");
    await at("as-text").first().waitFor();
  };
  const row = (title) => at("thread-item").filter({ hasText: title });
  const focused = (title) => page.waitForFunction((words) => document.activeElement?.matches(".thread") && document.activeElement.textContent.includes(words), title);
  await page.goto(args.loginLink);
  await at("composer").waitFor();
  await say("echo the first one");
  await say("echo the second one");
  await row("second").waitFor();

  // 1. Renamed with the pointer; a blank title is not taken.
  await row("first").hover();
  await page.locator("li").filter({ has: row("first") }).getByTestId("thread-menu").click();
  await at("thread-menu-rename").waitFor();
  await looks("menu");
  await at("thread-menu-rename").click();
  await at("thread-title-input").fill("   ");
  check(await at("thread-title-keep").isDisabled(), "a blank title can be kept");
  await at("thread-title-input").fill("Bins & boxes");
  await looks("rename");
  await at("thread-title-keep").click();
  await row("Bins & boxes").waitFor();
  await focused("Bins & boxes");

  // 2. Renamed by keyboard, and not renamed by Escape.
  await page.keyboard.press("F2");
  await page.keyboard.type("Never kept");
  await page.keyboard.press("Escape");
  await focused("Bins & boxes");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.textContent.startsWith("Rename"));
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction(() => document.activeElement?.textContent.startsWith("Delete"));
  await page.keyboard.press("r");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches("[data-testid=thread-title-input]"));
  await page.keyboard.type("Boxes only");
  await page.keyboard.press("Enter");
  await focused("Boxes only");

  // 3. Exported.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.textContent.startsWith("Rename"));
  const [download] = await Promise.all([page.waitForEvent("download"), at("thread-menu-export").click()]);
  check(download.suggestedFilename() === "Boxes-only.md", `the file is called ${download.suggestedFilename()}`);
  const text = readFileSync(await download.path(), "utf8");
  check(text.startsWith("# Boxes only\n") && text.includes("> echo the first one"), `the export is ${text}`);

  // 4. Deleted after the words what goes and what stays; Escape deletes nothing.
  await row("second").focus();
  await page.keyboard.press("Delete");
  await at("confirm").waitFor();
  const words = await at("confirm").innerText();
  check(/one exchange/.test(words) && /What stays:.*receipts/s.test(words), `the question is ${words}`);
  await looks("delete");
  await page.keyboard.press("Escape");
  await at("confirm").waitFor({ state: "detached" });
  await focused("second");
  await page.keyboard.press("Delete");
  await at("confirm-sure").click();
  await row("second").waitFor({ state: "detached" });
  await page.getByText("What shall I do?").waitFor();
  await shot("deleted");

  // 5. The receipt of it stays, and the thread is gone after a reload.
  await at("receipts-open").click();
  await page.getByText("deletes the conversation").first().waitFor();
  await page.reload();
  await row("Boxes only").waitFor();
  check((await at("thread-item").count()) === 1, "the deleted conversation came back");

  // 6. On a phone, where the list lies over the chat.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Conversations", exact: true }).click();
  await row("Boxes only").waitFor();
  await at("thread-menu").first().click();
  await at("thread-menu-delete").waitFor();
  await shot("phone-menu");
  await audit(page, "the menu on a phone");
  await page.keyboard.press("Escape");
  await row("Boxes only").click();
  await page.setViewportSize({ width: 1280, height: 860 });

  // 7. What cannot be deleted says so where it was tried.
  await row("Boxes only").click();
  await at("composer").fill(`http GET ${args.asksUrl}`);
  await at("composer").press("Enter");
  await at("approval-card").first().waitFor();
  await row("Boxes only").focus();
  await page.keyboard.press("Delete");
  await at("confirm-sure").click();
  await at("confirm-problem").waitFor();
  check((await at("confirm-problem").innerText()).includes("waits for your answer"), "the refusal gives no reason");
  await shot("refused");
});
