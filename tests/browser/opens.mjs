// Opens one address and reports its title; for the harness's own tests.
import { scenario } from "./page.mjs";

await scenario(async (page, { args, shot }) => {
  await page.goto(args.url);
  await page.waitForLoadState("networkidle");
  await shot("page");
  return { title: await page.title() };
});
