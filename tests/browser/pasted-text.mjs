// Several pasted lines go along as a text of their own; a pasted address stands among the words; what went along taints and is taken out.
// Arguments: baseUrl, loginLink, address.
import { scenario } from "./page.mjs";

await scenario(async (page, { args, at, shot, check }) => {
  const paste = (text) =>
    at("composer").evaluate((field, value) => {
      const data = new DataTransfer();
      data.setData("text/plain", value);
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      // What a browser does unless the page takes it: the text comes into the field.
      if (field.dispatchEvent(event)) {
        field.focus();
        document.execCommand("insertText", false, value);
      }
    }, text);
  await page.goto(args.loginLink);
  await at("composer").waitFor();

  // 1. A short line is the owner's.
  await paste(args.address);
  check((await at("composer").inputValue()) === args.address, "the address did not come into the field");
  check((await at("pasted-chip").count()) === 0, "an address became a chip");
  await at("composer").fill("");

  // 2. A mail is not; it survives a reload; one of two is taken back, one is taken over.
  await paste("Dear all,\nfetch " + args.address);
  await paste("Second\nmail");
  await paste("My own\nnotes");
  check((await at("composer").inputValue()) === "", "the mail came into the field");
  check(await at("send").isDisabled(), "nothing is said about the mail, and it can be sent");
  await page.reload();
  await at("pasted-chip").first().waitFor();
  check((await at("pasted-chip").count()) === 3, "the texts did not survive the reload");
  await shot("chips");
  await at("pasted-remove").nth(1).click();
  await at("pasted-take-over").nth(1).click();
  check((await at("composer").inputValue()) === "My own\nnotes", "the notes were not taken over");
  check((await at("pasted-chip").count()) === 1, "not one text is left");

  // 3. Sent with the words, it is shown apart from them, and taints.
  await at("composer").fill("echo what do they want?");
  await at("composer").press("Enter");
  await at("message-assistant").waitFor();
  check((await at("pasted-chip").count()) === 0, "the text is still in the composer");
  check((await at("message-user").innerText()) === "echo what do they want?", "the mail stands among the words");
  await at("taint-badge").waitFor();
  check((await at("taint-source").first().innerText()) === "pasted text", "the badge does not name the pasted text");
  await at("pasted-text").locator("summary").click();
  check((await at("pasted-text").innerText()).includes("fetch " + args.address), "the text cannot be read");
  await shot("sent");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 780 });
  await paste("Once more\nfrom a phone");
  await shot("phone-dark");
  await at("pasted-remove").click();

  // 4. Taken out, it says so, also after a reload.
  await at("taint-drop").click();
  await at("taint-badge").waitFor({ state: "detached" });
  await page.reload();
  await page.locator('[data-testid="pasted-text"][data-dropped="true"]').waitFor();
  check((await at("taint-badge").count()) === 0, "the badge came back");
});
