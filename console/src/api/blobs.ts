import { client, data, form } from './client';

/** Stores a file and answers its id, by which evidence names it. */
export async function uploadBlob(file: File): Promise<string> {
  const stored = await data(client.POST('/api/v1/files', { body: form({ file }) as never }));
  return stored.id;
}
