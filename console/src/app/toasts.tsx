// Short announcements at the foot of the page: read out by screen readers, gone after a while.
import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemTexts } from '@/i18n/messages';
import styles from './toasts.module.css';

type Toast = {
  id: number;
  tone: 'done' | 'wrong';
  text: string;
  detail?: string;
  action?: ReactNode;
};

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(to: readonly Toast[]) {
  toasts = to;
  for (const listener of listeners) listener();
}

function show(toast: Omit<Toast, 'id'>, milliseconds: number) {
  const id = next++;
  set([...toasts.slice(-2), { ...toast, id }]);
  window.setTimeout(() => dismiss(id), milliseconds);
}

function dismiss(id: number) {
  set(toasts.filter((toast) => toast.id !== id));
}

/** Says that something was done; `action` may offer to undo it. */
export function done(text: string, action?: ReactNode) {
  show({ tone: 'done', text, action }, action ? 12_000 : 5_000);
}

/** Says what a request was refused for. */
export function wrong(error: unknown) {
  const { title, detail } = problemTexts(error);
  show({ tone: 'wrong', text: title, ...(detail ? { detail } : {}) }, 12_000);
}

export function Toasts() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={styles.toast} data-tone={toast.tone}>
          {toast.tone === 'done' ? (
            <IconCircleCheck size={20} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconAlertTriangle size={20} stroke={1.75} aria-hidden="true" />
          )}
          <div className="grow">
            <div>{toast.text}</div>
            {toast.detail && <div className="small second">{toast.detail}</div>}
          </div>
          {toast.action}
          <button
            type="button"
            className={styles.close}
            aria-label={t('console.common.close')}
            onClick={() => dismiss(toast.id)}
          >
            <IconX size={16} stroke={1.75} />
          </button>
        </div>
      ))}
    </div>
  );
}
