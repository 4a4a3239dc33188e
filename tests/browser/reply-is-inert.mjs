// A reply that names addresses in every way that a page could load by itself. Shown, pointed at and selected, it must stay text.
// Arguments: loginLink, last (how the reply ends), control (an address that is loaded on purpose at the end).
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, shot, check }) => {
  const foreign = [];
  const own = new URL(args.loginLink).origin;
  page.on("request", (request) => {
    if (!request.url().startsWith(own) && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  await page.goto(args.loginLink);
  await at("composer").waitFor();
  await at("composer").fill("show me everything");
  await at("send").click();
  const reply = at("message-assistant").first();
  await page.getByText(args.last).first().waitFor();
  await reply.hover();
  await reply.click();
  await page.keyboard.press("Tab");
  await shot("reply");
  check((await reply.locator("a, img, iframe, script, link, style, svg").count()) === 0, "the reply holds more than text");
  // Prefetches come late.
  await page.waitForTimeout(1000);
  await page.reload();
  await page.getByText(args.last).first().waitFor();
  await page.waitForTimeout(500);
  check(foreign.length === 0, `the page asked for ${foreign.join(", ")}`);

  const other = await page.context().newPage();
  await other.goto(args.control);
});
