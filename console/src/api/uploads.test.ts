// jsdom's own File cannot be read.
import { File as ReadableFile } from 'node:buffer';
import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { server } from '@/mocks/setup';
import { fileFields, sendInPieces } from './uploads';

const CHUNK = 1000;
const content = new Uint8Array(3500).map((_, at) => at % 251);
const file = () => new ReadableFile([content], 'danh-sach.csv') as unknown as File;

/** A server that keeps one upload, and breaks where it is told to. */
function keeps(breaks: (offset: number, attempt: number) => 'before' | 'after' | undefined) {
  const kept: number[] = [];
  const told: string[] = [];
  let attempt = 0;
  const view = () => ({
    id: 'u1',
    name: 'x',
    bytes: 3500,
    received: kept.length,
    chunk_bytes: CHUNK,
  });
  server.use(
    http.post('*/api/v1/uploads', async ({ request }) => {
      told.push('begin');
      expect(await request.json()).toMatchObject({ bytes: 3500, purpose: 'list' });
      return HttpResponse.json({ ...view() }, { status: 201 });
    }),
    http.get('*/api/v1/uploads/u1', () => {
      told.push('ask');
      return HttpResponse.json(view());
    }),
    http.patch('*/api/v1/uploads/u1', async ({ request }) => {
      const offset = Number(request.headers.get('Upload-Offset'));
      const way = breaks(offset, (attempt += 1));
      told.push(`${String(offset)}${way ? ` ${way}` : ''}`);
      if (way === 'before') return HttpResponse.error();
      expect(offset).toBe(kept.length);
      kept.push(...new Uint8Array(await request.arrayBuffer()));
      return way === 'after' ? HttpResponse.error() : HttpResponse.json(view());
    }),
  );
  return { kept, told };
}

const soon = vi.fn(() => Promise.resolve());

describe('a large file', () => {
  it('goes on where the connection broke, without sending twice what arrived', async () => {
    const { kept, told } = keeps((offset, attempt) =>
      offset === 1000 && attempt === 2 ? 'before' : offset === 2000 ? 'after' : undefined,
    );
    const progress: number[] = [];
    const done = await sendInPieces(file(), 'list', (sent) => progress.push(sent), soon);
    expect(done.received).toBe(3500);
    expect(new Uint8Array(kept)).toEqual(content);
    expect(told).toEqual(['begin', '0', '1000 before', 'ask', '1000', '2000 after', 'ask', '3000']);
    expect(progress).toEqual([0, 1000, 2000, 3000, 3500]);
  });

  it('is found again after the page was closed', async () => {
    const first = keeps((offset) => (offset === 2000 ? 'before' : undefined));
    const impatient = vi.fn(() => Promise.reject(new Error('closed')));
    await expect(sendInPieces(file(), 'list', undefined, impatient)).rejects.toThrow('closed');
    expect(first.kept.length).toBe(2000);
    server.resetHandlers();
    const { kept, told } = keeps(() => undefined);
    kept.push(...first.kept);
    await sendInPieces(file(), 'list', undefined, soon);
    expect(told).toEqual(['ask', '2000', '3000']);
    expect(localStorage.length).toBe(0);
  });

  it('is not tried again when it is refused', async () => {
    soon.mockClear();
    server.use(
      http.post('*/api/v1/uploads', () =>
        HttpResponse.json(
          { title: 'Quá lớn', status: 413, code: 'blobs.too_large', arguments: { limit: '256' } },
          { status: 413 },
        ),
      ),
    );
    await expect(sendInPieces(file(), 'list', undefined, soon)).rejects.toMatchObject({
      problem: { code: 'blobs.too_large' },
    });
    expect(soon).not.toHaveBeenCalled();
  });

  it('that is small travels at once', async () => {
    const small = file();
    expect(await fileFields(small, 'list')).toEqual({ file: small });
  });
});
