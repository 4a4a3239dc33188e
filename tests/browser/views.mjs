// Each view from the menu: reached and left by keyboard, looked at, and what can be done in it done.
// Arguments: loginLink, otherLink (a second sign-in).
import { leaveByKey, openByKeys } from "./menu.mjs";
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, check, looks }) => {
  await page.goto(args.loginLink);
  await at("composer").waitFor();
  const byKeys = (letters, words) => openByKeys(page, letters, words);
  const leave = () => leaveByKey(page);

  // 1. Budget.
  await byKeys("b", "Budget");
  await at("budget-line").first().waitFor();
  check((await at("budget-line").count()) === 5, "not every budget is told");
  const money = await page.locator('[data-dimension="money"]').innerText();
  check(money.includes("no money is counted") && money.includes("stops nothing"), `money says ${money}`);
  await looks("budget");
  await leave();

  // 2. What is always allowed.
  await byKeys("a", "Always allowed");
  await page.getByText("Nothing: each request asks you.").waitFor();
  await looks("grants");
  await leave();

  // 3. What listens.
  await byKeys("w", "What listens");
  await at("surface-listener").first().waitFor();
  check((await at("surface-listener").first().innerText()).includes(new URL(args.loginLink).origin), "the address in use is not named");
  check((await at("surface-route").count()) > 30, "routes are missing");
  await at("surface-find").fill("memory");
  check((await at("surface-route").count()) < 10, "nothing was filtered");
  await looks("surfaces");
  await at("surface-find").press("Escape");
  await leave();

  // 4. Keys.
  await byKeys("k", "Keyboard and commands");
  await looks("help");
  await leave();

  // 5. Signed-in browsers: this one and another; the other is signed out.
  const login = await fetch(new URL("/api/auth/login", args.loginLink), {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: new URL(args.loginLink).origin, "User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/143.0" },
    body: JSON.stringify({ code: args.otherLink.split("login=")[1] }),
  });
  check(login.ok, `the second sign-in answered ${login.status}`);
  await byKeys("s", "Signed-in browsers");
  await at("session").nth(1).waitFor();
  const own = page.locator('[data-testid="session"][data-current="true"]');
  check((await own.count()) === 1 && (await own.innerText()).includes("this browser"), "this browser is not marked");
  await looks("sessions");
  const foreign = page.locator('[data-testid="session"][data-current="false"]');
  check((await foreign.innerText()).includes("Firefox on Linux"), `the other is called ${await foreign.innerText()}`);
  await foreign.getByTestId("session-end").click();
  await foreign.waitFor({ state: "detached" });
  check(await at("sessions-others").isDisabled(), "there are no others to sign out");

  // 6. Nobody there to answer: the view says so and asks again.
  await leave();
  await page.route("**/api/sessions", (route) => route.abort());
  await byKeys("s", "Signed-in browsers");
  await at("ask-again").waitFor();
  await looks("sessions-unreachable");
  await page.unroute("**/api/sessions");
  await at("ask-again").click();
  await at("session").first().waitFor();

  // 7. Everybody, after a second look.
  await at("sessions-all").click();
  await at("confirm").waitFor();
  await looks("sign-everybody-out");
  await at("confirm-sure").click();
  await at("login-input").waitFor();
  await looks("sign-in");
});
