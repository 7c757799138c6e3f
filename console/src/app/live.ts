// Server-sent events make what was read stale; pages fetch again by themselves.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { BASE } from '@/api/client';

const STALE: Record<string, string[][]> = {
  list: [['lists'], ['queue'], ['today']],
  finding: [['findings'], ['today']],
  board: [['board'], ['directives'], ['today']],
  job: [['lists'], ['imports']],
  log: [['log']],
  registry: [['organizations'], ['claims'], ['people'], ['contacts'], ['sites'], ['queue']],
};
const GATHER_MS = 400;

export function useLive(signedIn: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (!signedIn || typeof EventSource === 'undefined') return;
    const source = new EventSource(`${BASE}/events`);
    const topics = new Set<string>();
    let timer = 0;
    // A large import sends many events; they are answered together.
    const flush = () => {
      timer = 0;
      for (const topic of topics)
        for (const queryKey of STALE[topic] ?? []) void client.invalidateQueries({ queryKey });
      topics.clear();
    };
    const hear = (event: MessageEvent) => {
      try {
        const data = JSON.parse(String(event.data)) as { topic?: string };
        topics.add(data.topic ?? event.type);
      } catch {
        topics.add(event.type);
      }
      timer ||= window.setTimeout(flush, GATHER_MS);
    };
    source.addEventListener('message', hear);
    for (const topic of Object.keys(STALE)) source.addEventListener(topic, hear);
    return () => {
      source.close();
      window.clearTimeout(timer);
    };
  }, [client, signedIn]);
}
