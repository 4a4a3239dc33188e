// One WebSocket a tab carries what happens; cut off, it comes back and goes on after the last event; where none opens, plain HTTP does.
// Arguments: loginLink.
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, check }) => {
  const sockets = [];
  let refuse = false;
  let streams = 0;
  await page.routeWebSocket(/\/api\/chat\/ws/, (socket) => {
    if (refuse) return void socket.close({ code: 4001 });
    const server = socket.connectToServer();
    sockets.push({ url: socket.url(), cut: () => socket.close({ code: 4000 }).then(() => server.close({ code: 1000 })) });
  });
  await page.route("**/api/chat/events", (route) => {
    streams += 1;
    return route.abort();
  });
  const say = async (text, answers) => {
    await at("composer").fill(text);
    await at("composer").press("Enter");
    await page.waitForFunction((count) => document.querySelectorAll("[data-testid=as-text]").length === count, answers);
  };
  await page.goto(args.loginLink);
  await at("composer").waitFor();
  await say("echo one", 1);
  check(sockets.length === 1 && streams === 0, `${sockets.length} sockets and ${streams} streams`);

  // 1. Cut, and something happens before it is back: what was missed comes by itself.
  refuse = true;
  await sockets[0].cut();
  await at("disconnected-banner").waitFor();
  await at("composer").fill("echo two");
  await at("composer").press("Enter");
  await at("message-note").waitFor();
  await page.waitForTimeout(1000);
  check((await at("as-text").count()) === 1, "an answer came without a connection");
  refuse = false;
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=as-text]").length === 2, null, { timeout: 40000 });
  await at("disconnected-banner").waitFor({ state: "detached" });
  check(sockets.length === 2 && /[?&]after=[0-9a-f]+-\d+/.test(sockets[1].url), `it came back as ${sockets[1]?.url}`);

  // 2. No socket opens: plain HTTP carries the same.
  await page.unroute("**/api/chat/events");
  page.on("request", (request) => {
    if (request.url().includes("/api/chat/events")) streams += 1;
  });
  refuse = true;
  streams = 0;
  await sockets[1].cut();
  await page.waitForFunction(() => document.querySelector("[data-testid=connection-state]").dataset.state === "open", null, { timeout: 40000 });
  await say("echo three", 3);
  check(streams > 0, "nothing asked for the stream");
});
