// Large files travel in pieces and go on where the connection broke, also after the page was closed.
import { ApiError, client, data, problemOf, send } from './client';
import type { components } from './schema';

type Upload = components['schemas']['Upload'];
export type Purpose = components['schemas']['UploadPurpose'];
export type OnProgress = (sent: number, all: number) => void;

/** Files up to this size travel at once. */
export const SMALL = 2 * 1024 * 1024;
/** How often, and after how long, a broken way is tried again: about five minutes in all. */
const TRIES = 12;
const wait = (attempt: number) => Math.min(1000 * 2 ** attempt, 30_000);
const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

async function digest(content: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', content));
}
const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/** Only a broken way is worth another try: a refusal is an answer. */
const isBroken = (error: unknown) =>
  error instanceof ApiError && (error.problem.status === 0 || error.problem.status >= 500);

async function patiently<Answer>(
  ask: () => Promise<Answer>,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isBroken(error) || attempt >= TRIES) throw error;
      await sleep(wait(attempt));
    }
  }
}

const at = (id: string) => ({ params: { path: { upload_id: id } } });
const asked = (id: string) => data(client.GET('/api/v1/uploads/{upload_id}', at(id)));
const keptUnder = (sha256: string, purpose: Purpose) => `luytre.upload.${purpose}.${sha256}`;

/** Begins, or finds what was begun before the page was closed. */
async function begin(file: File, sha256: string, purpose: Purpose): Promise<Upload> {
  const kept = localStorage.getItem(keptUnder(sha256, purpose));
  if (kept) {
    try {
      return await asked(kept);
    } catch (error) {
      if (isBroken(error)) throw error;
      localStorage.removeItem(keptUnder(sha256, purpose));
    }
  }
  const body = { name: file.name, bytes: file.size, sha256, purpose };
  const begun = await data(client.POST('/api/v1/uploads', { body }));
  localStorage.setItem(keptUnder(sha256, purpose), begun.id);
  return begun;
}

async function sendPiece(id: string, offset: number, piece: ArrayBuffer): Promise<Upload> {
  const response = await send(
    new Request(new URL(`/api/v1/uploads/${id}`, window.location.origin), {
      method: 'PATCH',
      credentials: 'same-origin',
      body: piece,
      headers: {
        'Content-Type': 'application/octet-stream',
        'Upload-Offset': String(offset),
        'Content-Digest': `sha-256=:${base64(await digest(piece))}:`,
      },
    }),
  );
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Upload;
}

/**
 * Sends a file in pieces and answers the id of its upload, which a form names in the field
 * `upload`. What was interrupted goes on from where the server has it.
 */
export async function sendInPieces(
  file: File,
  purpose: Purpose,
  onProgress: OnProgress = () => undefined,
  sleep = pause,
): Promise<Upload> {
  const sha256 = hex(await digest(await file.arrayBuffer()));
  let upload = await patiently(() => begin(file, sha256, purpose), sleep);
  onProgress(upload.received, file.size);
  let broken = false;
  while (upload.received < file.size) {
    const from = upload.received;
    const piece = await file.slice(from, from + upload.chunk_bytes).arrayBuffer();
    upload = await patiently(async () => {
      // After a break the server says what it has: the piece may have arrived, its answer not.
      if (broken) {
        const now = await asked(upload.id);
        broken = false;
        if (now.received !== from) return now;
      }
      try {
        return await sendPiece(upload.id, from, piece);
      } catch (error) {
        broken = isBroken(error);
        throw error;
      }
    }, sleep);
    onProgress(upload.received, file.size);
  }
  localStorage.removeItem(keptUnder(sha256, purpose));
  return upload;
}

/** The fields of a form for a file: the file itself, or the upload that it arrived by. */
export async function fileFields(
  file: File,
  purpose: Purpose,
  onProgress?: OnProgress,
): Promise<{ file: File } | { upload: string }> {
  if (file.size <= SMALL) return { file };
  return { upload: (await sendInPieces(file, purpose, onProgress)).id };
}
