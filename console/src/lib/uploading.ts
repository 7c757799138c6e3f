// How far a large file has come, for the page that sends it.
import { useCallback, useState } from 'react';
import type { OnProgress } from '@/api/uploads';

/** Per cent, or nothing while no large file is on its way. */
export function useUploading(): { percent: number | undefined; onProgress: OnProgress } {
  const [percent, setPercent] = useState<number>();
  const onProgress = useCallback<OnProgress>((sent, all) => {
    setPercent(sent >= all ? undefined : Math.floor((sent * 100) / all));
  }, []);
  return { percent, onProgress };
}
