// Asks for a channel that does not exist. The argument is the server's address, such as `http://127.0.0.1:8080`.

import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Failure = components["schemas"]["Failure"];

const client = createClient<paths>({ baseUrl: process.argv[2] });

const { data, error, response } = await client.GET("/channels/{channel_id}", {
  params: { path: { channel_id: "4711" }, query: { account_key: "ada-account-key" } },
});

if (error) {
  const failure: Failure = error;
  console.log(response.status, failure.errorCode);
} else {
  const name: string = data.channel.name;
  console.log(name);
}
