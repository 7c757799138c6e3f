// Answers /api/v1 from the mock handlers inside Vite's development server, so that the console can
// be worked on without a server and without a service worker.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';

async function body(request: IncomingMessage): Promise<Buffer | undefined> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function mockApi(): Plugin {
  return {
    name: 'luytre-mock-api',
    configureServer(server) {
      server.middlewares.use('/api/v1', (request: IncomingMessage, answer: ServerResponse) => {
        void (async () => {
          if (request.url?.startsWith('/events')) {
            answer.writeHead(200, { 'content-type': 'text/event-stream' });
            answer.write(': open\n\n');
            return;
          }
          const { getResponse } = await import('msw');
          const { handlers } = (await server.ssrLoadModule('/src/mocks/handlers.ts')) as {
            handlers: Parameters<typeof getResponse>[0];
          };
          const response = await getResponse(
            handlers,
            new Request(`http://localhost/api/v1${request.url ?? ''}`, {
              method: request.method ?? 'GET',
              headers: Object.entries(request.headers).flatMap(([name, value]) =>
                typeof value === 'string' ? [[name, value] as [string, string]] : [],
              ),
              body: (await body(request)) as Uint8Array<ArrayBuffer> | undefined,
            }),
          );
          if (!response) {
            answer.writeHead(404).end();
            return;
          }
          answer.writeHead(response.status, Object.fromEntries(response.headers));
          answer.end(Buffer.from(await response.arrayBuffer()));
        })().catch((error: unknown) => {
          answer.writeHead(500).end(String(error));
        });
      });
    },
  };
}
