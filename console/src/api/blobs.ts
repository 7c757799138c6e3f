import { api } from './client';

/** Stores a file and answers its id. */
export async function uploadBlob(file: File): Promise<string> {
  const form = new FormData();
  form.append('file', file);
  return (await api.post<{ id: string }>('/blobs', form)).id;
}
