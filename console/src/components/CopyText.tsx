import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './CopyText.module.css';

/** A hash, link or secret that can be copied whole. */
export function CopyText({ text, short }: { text: string; short?: number }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without a secure context the clipboard is closed; the text can still be selected.
      return;
    }
    setCopied(true);
    window.setTimeout(() => setCopied(false), 2000);
  };
  return (
    <span className={styles.copy}>
      <span className="mono" title={text}>
        {short && text.length > short ? `${text.slice(0, short)}…` : text}
      </span>
      <button
        type="button"
        aria-label={copied ? t('console.common.copied') : t('console.common.copy')}
        onClick={() => void copy()}
      >
        {copied ? <IconCheck size={15} stroke={2} /> : <IconCopy size={15} stroke={1.75} />}
      </button>
    </span>
  );
}
