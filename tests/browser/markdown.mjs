// A hostile answer in Markdown, and a long one: what it looks like, that it asks for nothing, and that the page stays usable. Then the list of conversations.
// Arguments: loginLink, answer (the hostile Markdown, whole), last (how it ends), lastOfLong and parts (how the long one ends, and of how many parts it is).
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, shot, check }) => {
  const foreign = [];
  const own = new URL(args.loginLink).origin;
  page.context().on("request", (request) => {
    if (!request.url().startsWith(own) && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: own });
  const ask = async (text, last) => {
    await at("composer").fill(text);
    await at("send").click();
    await page.getByText(last).filter({ visible: true }).first().waitFor();
    await at("as-text").last().waitFor();
  };
  const fits = async (what) => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    check(over <= 0, `${what}: the page is ${over} pixels wider than the window`);
  };

  // 1. What the answer became.
  await page.goto(args.loginLink);
  await at("composer").waitFor();
  await ask("show me everything", args.last);
  const answer = at("message-assistant").first();
  for (const kind of ["h3", "strong", "ul li", "ol li", "blockquote", "table td", "pre code", "input[type=checkbox]:disabled", "a"]) {
    check((await answer.locator(kind).count()) > 0, `no ${kind} in the answer`);
  }
  const loading = answer.locator("img, iframe, script, link, style, svg, object, embed, video, audio, form, [style], [onerror], [onload]");
  check((await loading.count()) === 0, "the answer holds what loads or runs");
  const targets = await answer.locator("a").evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.target, link.rel, link.title]));
  for (const [href, target, rel, title] of targets) {
    check(/^(https?|mailto):/.test(href), `a link leads to ${href}`);
    check(target === "_blank" && rel === "noopener noreferrer" && title === href, `the link to ${href} is not as it should be`);
  }
  check(await page.evaluate(() => window.ran === undefined), "a script of the answer ran");

  // 2. Pointed at, gone through by keyboard.
  // Chromium looks up a name that the pointer rests on, unless the page says not to.
  for (const link of await answer.locator("a").all()) {
    await link.hover();
    await page.waitForTimeout(300);
  }
  await answer.locator("h3").first().click();
  for (let count = 0; count < 12; count++) await page.keyboard.press("Tab");
  const wide = answer.locator("pre").first();
  await wide.focus();
  check(await wide.evaluate((box) => box === document.activeElement && box.scrollWidth > box.clientWidth), "the code takes no focus or does not scroll");
  await page.keyboard.press("ArrowRight");

  // 3. As it looks.
  await page.mouse.move(0, 0);
  const look = async (name) => {
    await answer.locator("h3").first().scrollIntoViewIfNeeded();
    await shot(`${name}-top`);
    await answer.locator("table").scrollIntoViewIfNeeded();
    await shot(`${name}-middle`);
    await page.getByText(args.last).first().scrollIntoViewIfNeeded();
    await shot(`${name}-end`);
    await fits(name);
  };
  await page.emulateMedia({ colorScheme: "light" });
  await look("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await look("dark");
  await page.setViewportSize({ width: 390, height: 844 });
  await look("phone");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 860 });

  // 4. Copied and shown as it was written.
  await at("code-block").first().getByRole("button").press("Enter");
  await at("code-block").first().getByText("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  check(args.answer.includes(copied) && copied.length > 100, `copied was ${copied}`);
  // By keyboard: where the list scrolls to its end, the button below it goes, and what was under the pointer moves.
  await at("as-text").first().press("Enter");
  check((await answer.locator("p.text").textContent()) === args.answer, "the text is not what the model wrote");
  check((await answer.locator("a, pre").count()) === 0, "the text is not text");
  await shot("as-text");
  await at("as-text").first().press("Enter");
  await answer.locator("pre").first().waitFor();

  // 5. A long one, piece by piece while it streams.
  await at("thread-new").click();
  await ask("a long one, about zebras", args.lastOfLong);
  const long = at("message-assistant").first();
  const parts = (kind) => long.locator(kind).count();
  const counts = [await parts("h4"), await parts("a"), await parts("ul"), await parts("li"), await parts("pre")];
  check(counts.join() === [1, 1, 1, 2, 1].map((each) => each * args.parts).join(), `the long answer has ${counts} of its parts`);

  // 6. The conversations: found, gone through, opened.
  check((await at("thread-item").count()) === 2, "two conversations were not listed");
  await page.locator(".scroll").focus();
  await page.keyboard.press("/");
  check(await at("thread-search").evaluate((field) => field === document.activeElement), "the search field has no focus");
  await page.keyboard.type("ZÉBRAS");
  await page.waitForFunction(() => document.querySelectorAll('[data-testid="thread-item"]').length === 1);
  await shot("found");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelectorAll('[data-testid="thread-item"]').length === 2);
  check((await at("thread-search").inputValue()) === "", "Escape did not clear the field");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByText(args.last).filter({ visible: true }).first().waitFor();
  check((await at("thread-item").nth(1).getAttribute("aria-current")) === "true", "Enter did not open the second conversation");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  check(await at("thread-search").evaluate((field) => field === document.activeElement), "up from the first one does not lead to the search field");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator(".scroll").focus();
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.id === "thread-search");
  await shot("phone-found");
  await page.keyboard.press("Escape");

  // 7. Again from the store. Prefetches come late.
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.reload();
  await page.getByText(args.last).first().waitFor();
  await page.waitForTimeout(1000);
  check((await answer.locator("a").count()) === targets.length, "the stored answer has other links than the one that streamed");
  check(foreign.length === 0, `the page asked for ${foreign.join(", ")}`);
  check(page.context().pages().length === 1, "another page was opened");
});
