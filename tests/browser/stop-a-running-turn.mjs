// A model that hangs in the middle of its answer: the owner stops this thread, sees what there is, and resumes.
// Arguments: baseUrl, loginLink, begun (what the model says before it hangs).
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, shot, check }) => {
  await page.goto(args.loginLink);
  await at("composer").waitFor();
  await at("composer").fill("tell me everything");
  await at("send").click();
  await page.getByText(args.begun).first().waitFor();
  await shot("streaming");
  await at("stop-thread").click();
  await at("stopped-banner").waitFor();
  await at("end-reason").first().waitFor();
  check((await at("message-assistant").first().innerText()).includes(args.begun), "what was said before the stop is gone");
  await shot("stopped");
  await at("resume").first().click();
  await at("stopped-banner").waitFor({ state: "detached" });
});
