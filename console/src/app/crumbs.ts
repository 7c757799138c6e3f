// The way to the present page, set by the page and shown in the head.
import { useEffect, useSyncExternalStore } from 'react';

export type Crumb = { text: string; to?: string };

let crumbs: Crumb[] = [];
const listeners = new Set<() => void>();

export function useCrumbs(to: Crumb[]) {
  const key = JSON.stringify(to);
  useEffect(() => {
    crumbs = JSON.parse(key) as Crumb[];
    for (const listener of listeners) listener();
  }, [key]);
}

export function useShownCrumbs(): Crumb[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => crumbs,
  );
}
