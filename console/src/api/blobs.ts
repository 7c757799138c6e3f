import { form, later } from './client';

/** Stores a file and answers its id. */
export async function uploadBlob(file: File): Promise<string> {
  return (await later.post<{ id: string }>('/blobs', form({ file }))).id;
}
