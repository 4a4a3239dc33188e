// Commands in the message field: found, chosen and run by keyboard; an unknown one sends nothing; two slashes say one.
// Arguments: loginLink.
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, check, looks }) => {
  const sends = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/api/chat/")) sends.push(new URL(request.url()).pathname);
  });
  const line = async (text) => {
    await at("composer").fill(text);
    await at("composer").press("Enter");
  };
  const told = async (words) => {
    await at("slash-told").getByText(words).waitFor();
  };
  const drawer = (title) => page.waitForFunction((text) => document.activeElement?.matches(".drawer h2") && document.activeElement.textContent === text, title);
  await page.goto(args.loginLink);
  await at("composer").waitFor();
  await at("composer").focus();

  // 1. The list: announced, gone through with the arrows, closed by Escape, and the line stays.
  await page.keyboard.type("/");
  await at("slash-list").waitFor();
  const all = await at("slash-option").count();
  check(all > 12, `only ${all} commands`);
  const combo = await at("composer").evaluate((field) => [field.getAttribute("role"), field.getAttribute("aria-expanded"), field.getAttribute("aria-activedescendant")]);
  check(combo.join() === "combobox,true,slash-approvals", `the field is ${combo}`);
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction(() => document.querySelector("#composer").getAttribute("aria-activedescendant") === "slash-version");
  await looks("list");
  await at("composer").focus();
  await page.keyboard.press("Escape");
  await at("slash-list").waitFor({ state: "detached" });
  check((await at("composer").inputValue()) === "/", "Escape took the line");
  check((await at("composer").getAttribute("role")) === null, "the field is a combobox without a list");

  // 2. Views.
  await page.keyboard.type("bu");
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=slash-option]").length === 1);
  await page.keyboard.press("Enter");
  await drawer("Budget");
  check((await at("composer").inputValue()) === "", "the command stayed in the field");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.id === "composer");
  for (const [name, title] of [["memory", "Memory"], ["approvals", "Approvals"], ["receipts", "Receipts"], ["sessions", "Signed-in browsers"], ["STATUS", "How it is"], ["help", "Keyboard and commands"]]) {
    await line(`/${name} `.trimEnd());
    await drawer(title);
    if (name === "STATUS") await looks("status");
    await page.keyboard.press("Escape");
  }
  await line("/version");
  await told("Gatehouse");
  await line("/model");
  await told("No AI is connected");
  check(sends.length === 0, `commands sent ${sends}`);

  // 3. Errors: nothing is sent, the line stays to be mended.
  await line("/etc/hosts what is it?");
  await told("no command /etc/hosts");
  check((await at("composer").inputValue()) === "/etc/hosts what is it?", "the line is gone");
  await looks("unknown");
  await line("/new now");
  await told("takes nothing behind it");
  await line("/stop");
  await told("Nothing is under way");
  await line("/rename x");
  await told("nothing to rename yet");
  await line("/export");
  await told("nothing to export yet");
  check(sends.length === 0, `a mistake sent ${sends}`);

  // 4. Two slashes say one.
  await line("//echo is said");
  await at("as-text").first().waitFor();
  check((await at("message-user").first().innerText()) === "/echo is said", `it said ${await at("message-user").first().innerText()}`);

  // 5. On a conversation: Tab completes, the title follows.
  await at("composer").focus();
  await page.keyboard.type("/ren");
  await at("slash-list").waitFor();
  await page.keyboard.press("Tab");
  check((await at("composer").inputValue()) === "/rename ", `Tab made ${await at("composer").inputValue()}`);
  await page.keyboard.type("Bins & boxes");
  await page.keyboard.press("Enter");
  await told("Renamed.");
  await at("thread-item").filter({ hasText: "Bins & boxes" }).waitFor();
  await at("composer").fill("/export");
  const [download] = await Promise.all([page.waitForEvent("download"), at("composer").press("Enter")]);
  check(download.suggestedFilename() === "Bins-boxes.md", `the file is called ${download.suggestedFilename()}`);
  await line("/clear");
  await page.getByText("What shall I do?").waitFor();
  check((await at("thread-item").count()) === 1, "a cleared conversation is gone from the list");
  check(sends.join() === "/api/chat/thread/new,/api/chat/send,/api/chat/thread/rename", `sent was ${sends}`);
});
