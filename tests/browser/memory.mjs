// The owner looks into memory: a folder, a document with where its parts come from, search, an edit of his own, a deletion.
// Arguments: baseUrl, loginLink, pageUrl (asks to be remembered in plans/garden.md).
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, shot, check }) => {
  const send = async (text) => {
    const answers = await at("message-assistant").count();
    await at("composer").fill(text);
    await at("composer").press("Enter");
    await at("message-assistant").nth(answers).waitFor();
  };
  const entry = (path) => page.locator(`[data-testid="memory-entry"][data-path="${path}"]`);
  await page.goto(args.loginLink);
  await at("composer").waitFor();

  // 1. Empty, it says how to begin.
  await at("memory-open").click();
  await page.getByText("Nothing is remembered here yet").waitFor();
  await shot("empty");

  // 2. What is written here and there appears, by itself.
  await at("memory-new-name").fill("plans/garden.md");
  await at("memory-new").click();
  await at("memory-draft").fill("Roses in March.");
  await at("memory-save").click();
  await at("memory-text").waitFor();
  await at("memory-up").click();
  await at("memory-up").click();
  await send(`fetch ${args.pageUrl}`);
  await entry("plans").click();
  await entry("plans/garden.md").getByText("from outside").waitFor();
  await shot("folder");

  // 3. Where the parts come from, each with its receipt.
  await entry("plans/garden.md").click();
  await at("memory-origins").locator("summary").click();
  const origins = await at("memory-origins").locator("li").allInnerTexts();
  check(origins.length === 2, `parts: ${origins.length}`);
  check(!origins[0].includes("from outside") && origins[1].includes("from outside"), `origins: ${origins.join(" | ")}`);
  await shot("document");
  await page.emulateMedia({ colorScheme: "dark" });
  await shot("document-dark");

  // 4. The owner's own pen: saving says what it means, and the mark is gone.
  await at("memory-edit").click();
  await page.getByText("counts as checked by you").waitFor();
  await at("memory-draft").fill("Roses in April.");
  await at("memory-save").click();
  await at("memory-text").getByText("Roses in April.").waitFor();
  check((await page.locator(".memory-outside").count()) === 0, "the mark stayed");

  // 5. Found by its words, read on a phone, deleted after a second look.
  await at("memory-up").click();
  await at("memory-search").fill("april");
  await at("memory-hit").first().waitFor();
  await page.setViewportSize({ width: 390, height: 780 });
  await shot("search-phone-dark");
  await at("memory-hit").first().click();
  await at("memory-delete").click();
  await at("memory-delete-sure").click();
  await at("memory-search").fill("");
  await page.getByText("Nothing is remembered here yet").waitFor();

  // 6. What cannot be is said where it was tried.
  await at("memory-new-name").fill("../up.md");
  await at("memory-new").click();
  await at("error-text").waitFor();
});
