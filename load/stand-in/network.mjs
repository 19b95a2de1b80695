// Sends what VUs ask for. Each VU has connections of its own, which stay open.
import http from 'node:http';
import https from 'node:https';

const timeoutMs = 60_000;

/** Answers the requests that come through a port, until it is closed. */
export function serve(port) {
  const clients = {
    'http:': { request: http.request, agent: new http.Agent({ keepAlive: true, maxSockets: 1 }) },
    'https:': { request: https.request, agent: new https.Agent({ keepAlive: true, maxSockets: 1 }) },
  };
  port.on('message', async ({ signal, ...request }) => {
    port.postMessage(await send(clients, request));
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
  port.on('close', () => Object.values(clients).forEach(({ agent }) => agent.destroy()));
}

async function send(clients, { method, url, headers, body }) {
  const started = performance.now();
  const answer = await exchange(clients, url, { method, headers, timeout: timeoutMs }, body).catch(error => (
    { status: 0, status_text: '', headers: {}, body: null, error: error.message || error.code }));
  return { ...answer, timings: { duration: performance.now() - started } };
}

function exchange(clients, url, options, body) {
  return new Promise((resolve, reject) => {
    const { request, agent } = clients[new URL(url).protocol];
    const outgoing = request(url, { ...options, agent }, async incoming => {
      try {
        const chunks = [];
        for await (const chunk of incoming) chunks.push(chunk);
        if (incoming.headers.location && incoming.statusCode >= 300 && incoming.statusCode < 400) {
          throw new Error('The stand-in does not follow redirects.');
        }
        resolve({
          status: incoming.statusCode,
          status_text: `${incoming.statusCode} ${incoming.statusMessage}`,
          headers: canonical(incoming.rawHeaders),
          body: Buffer.concat(chunks).toString('utf8'),
          error: '',
        });
      } catch (error) {
        reject(error);
      }
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('request timeout')));
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

// k6 spells a header as Go does: Etag, Retry-After.
function canonical(rawHeaders) {
  const headers = {};
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i].toLowerCase().replace(/(^|-)[a-z]/g, letter => letter.toUpperCase());
    headers[name] = name in headers ? `${headers[name]}, ${rawHeaders[i + 1]}` : rawHeaders[i + 1];
  }
  return headers;
}
