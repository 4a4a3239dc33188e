// OpenAI's own client against our server. Prints what it saw as JSON.
import OpenAI from "openai";

const { baseURL, apiKey } = JSON.parse(process.argv[2]);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const messages = [{ role: "user", content: "hello" }];
const told = {};

const models = await client.models.list();
told.models = models.data.map((model) => model.id);

const whole = await client.chat.completions.create({ model: "scripted", messages });
told.whole = whole.choices[0].message.content;
told.usage = whole.usage.total_tokens;

const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object", properties: {} } } }];
const stream = await client.chat.completions.create({ model: "scripted", messages, tools, stream: true });
[told.text, told.arguments] = ["", ""];
for await (const chunk of stream) {
  told.text += chunk.choices[0]?.delta.content ?? "";
  told.arguments += chunk.choices[0]?.delta.tool_calls?.[0]?.function.arguments ?? "";
  told.finish = chunk.choices[0]?.finish_reason ?? told.finish;
}

try {
  await client.chat.completions.create({ model: "gpt-9", messages });
} catch (error) {
  told.unknown = { status: error.status, code: error.code };
}

told.brokenIsError = false;
try {
  for await (const _ of await client.chat.completions.create({ model: "scripted", messages, stream: true }));
} catch (error) {
  told.brokenIsError = error instanceof OpenAI.APIError;
}

const aborted = await client.chat.completions.create({ model: "scripted", messages, stream: true });
for await (const chunk of aborted) {
  if (chunk.choices[0]?.delta.content) {
    break;
  }
}

console.log(JSON.stringify(told));
