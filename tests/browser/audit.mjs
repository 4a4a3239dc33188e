// Axe in the page: what a person who hears, zooms or types would trip over.
import axe from "axe-core";

/** Throws when what is shown breaks a rule whose impact is serious or critical. */
export async function audit(page, name) {
  // Not by a script element, which the page's policy refuses: evaluated from outside.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .flatMap((one) => one.nodes.map((node) => `${one.id} (${one.impact}): ${node.target.join(" ")}: ${node.failureSummary?.replace(/\s+/g, " ")}`));
  });
  if (found.length > 0) throw new Error(`${name}: ${found.join("\n")}`);
}
