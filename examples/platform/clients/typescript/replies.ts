// Sends requests, and reads the replies with the file that `cargo errcat generate typescript` makes. The argument is the
// server's address, such as `http://127.0.0.1:8080`.

import { isRetryable, parse } from "./error_codes.js";

interface Channels {
  readonly channels: readonly { readonly channel_id: string }[];
}

const requests: readonly (readonly [string, RequestInit?])[] = [
  ["/channels?account_key=ada-account-key"],
  ["/channels?account_key=wrong"],
  ["/channels/4711?account_key=ada-account-key"],
  ["/channels/1", { method: "PATCH" }],
  ["/accounts/login", { method: "POST", body: "{" }],
  ["/accounts/login", { method: "POST", body: '{"username":"ada","password":"guessed"}' }],
  ["/nothing/here"],
  ["/openapi.json"],
];

for (const [path, init] of requests) {
  const response = await fetch(process.argv[2] + path, init);
  const reply = parse<Channels>(await response.text(), response.status);
  switch (reply.kind) {
    case "success":
      console.log("success", reply.payload.channels.map((channel) => channel.channel_id));
      break;
    case "failure":
      console.log(reply.failure.status, reply.failure.code, isRetryable(reply.failure));
      break;
    case "defect":
      console.log(response.status, reply.reason);
  }
}
