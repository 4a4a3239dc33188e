/** Opens a view from the menu with keys only; waits until its title has the focus. */
export async function openByKeys(page, letters, title) {
  await page.getByTestId("more").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches("[role=menuitem]"));
  await page.keyboard.type(letters);
  await page.keyboard.press("Enter");
  await page.waitForFunction((text) => document.activeElement?.matches(".drawer h2") && document.activeElement.textContent === text, title);
}

/** Closes the view by key; the focus is back on the menu's button. */
export async function leaveByKey(page) {
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector(".drawer") === null && document.activeElement?.matches("[data-testid=more]"));
}

/** What a click saves: its name and text. */
export async function saved(page, click) {
  const { readFile } = await import("node:fs/promises");
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}
