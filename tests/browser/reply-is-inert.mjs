// A reply that names addresses in every way that a page could load by itself. Shown, pointed at and gone through by keyboard, it asks for nothing; what it may hold are links that wait for a click.
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
  const links = reply.locator("a");
  check((await links.count()) > 0, "no address became a link, so there is nothing to point at");
  // Chromium looks up a name that the pointer rests on, unless the page says not to.
  for (const link of await links.all()) {
    await link.hover();
    await page.waitForTimeout(300);
  }
  await reply.click({ position: { x: 2, y: 2 } });
  for (let at = 0; at <= (await links.count()); at++) await page.keyboard.press("Tab");
  await shot("reply");
  check((await reply.locator("img, iframe, script, link, style, svg, object, embed, video, audio, form").count()) === 0, "the reply holds what loads");
  check((await reply.locator('a:not([target="_blank"][rel="noopener noreferrer"])').count()) === 0, "a link keeps a hold on the page");
  // Prefetches come late.
  await page.waitForTimeout(1000);
  await page.reload();
  await page.getByText(args.last).first().waitFor();
  await page.waitForTimeout(500);
  check(foreign.length === 0, `the page asked for ${foreign.join(", ")}`);

  const other = await page.context().newPage();
  await other.goto(args.control);
});
