// The server: listens on this machine alone, and hands each request to what answers it.
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { Refusal } from "../finding.ts";
import { type Asked, answer } from "./answer.ts";

/** The loopback address: no other machine can reach it. It is no option, so that nobody opens a door by mistake. */
const loopback = "127.0.0.1";

export interface Serving {
  /** Where a browser finds it, with a slash at its end. */
  readonly address: string;
  /** Ends it, open connections included; comes back when the port is free. */
  readonly close: () => Promise<void>;
}

/**
 * Serves a folder until it is closed.
 * @param port 0 to 65535; 0 takes any that is free
 * @returns the refusal serve/no-folder where there is nothing to serve, serve/port where the port cannot be had
 */
export async function serve(folder: string, port: number): Promise<Serving | Refusal> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) return { code: "serve/no-folder", message: "There is no dist/ here yet: build first." };
  const server = createServer((request, response) => {
    answer(folder, readAsked(request)).then(({ status, headers, body }) => {
      response.writeHead(status, headers);
      response.end(request.method === "HEAD" ? undefined : body);
    });
  });
  const failed = await new Promise<Error | null>((resolve) => {
    server.once("error", resolve).listen(port, loopback, () => resolve(null));
  });
  const bound = server.address();
  if (failed !== null || bound === null || typeof bound === "string") return { code: "serve/port", message: sayPort(port, failed) };
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: `http://${loopback}:${bound.port}/`, close };
}

function readAsked({ method = "", url = "", headers }: IncomingMessage): Asked {
  const single = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]);
  return { method, target: url, headers: Object.fromEntries(single) };
}

function sayPort(port: number, failed: Error | null): string {
  const code = failed !== null && "code" in failed ? String(failed.code) : "unknown";
  const why = code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${code})`;
  return `Port ${port} ${why}: name another with --port, or --port 0 for any that is free.`;
}
