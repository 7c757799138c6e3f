import { client, data, form } from './client';
import { sendInPieces, SMALL, type OnProgress } from './uploads';

/** Stores a file and answers its id, by which evidence names it. */
export async function uploadBlob(file: File, onProgress?: OnProgress): Promise<string> {
  if (file.size <= SMALL) {
    const stored = await data(client.POST('/api/v1/files', { body: form({ file }) as never }));
    return stored.id;
  }
  const { id } = await sendInPieces(file, 'evidence', onProgress);
  const done = await data(
    client.POST('/api/v1/uploads/{upload_id}/finish', { params: { path: { upload_id: id } } }),
  );
  return done.file_id ?? '';
}
