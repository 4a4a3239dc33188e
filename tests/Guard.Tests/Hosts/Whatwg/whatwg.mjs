// What this Node's URL parser makes of each line of standard input, a JSON string: a JSON string, or null where it refuses.
// Two differences are meant: the fragment is never sent, and a host keeps no dot at its end.
import { createInterface } from "node:readline";

const answers = [];
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let answer = null;
  try {
    const url = new URL(JSON.parse(line));
    url.hash = "";
    const host = url.hostname;
    answer = host.endsWith(".") ? url.href.replace(host, host.slice(0, -1)) : url.href;
  } catch {}
  answers.push(JSON.stringify(answer));
}
process.stdout.write(answers.join("\n") + "\n");
