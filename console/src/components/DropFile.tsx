// A place to drop a file on, to choose one, or to paste text.
import { Button, FileButton, Textarea } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DropFile.module.css';

export function DropFile({
  accept,
  text,
  onFile,
  onText,
  textLabel,
  textHint,
  busy = false,
}: {
  accept: string;
  text: string;
  onFile: (file: File) => void;
  onText?: (text: string) => void;
  textLabel?: string;
  textHint?: string;
  busy?: boolean;
}) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState('');
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  };
  return (
    <div className={styles.both} data-two={onText ? true : undefined}>
      {/* The button inside does the same by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={34} stroke={1.5} aria-hidden="true" />
        <p>{t('console.drop.here')}</p>
        <FileButton accept={accept} onChange={(file) => file && onFile(file)}>
          {(props) => (
            <Button {...props} variant={onText ? 'default' : 'filled'} loading={busy}>
              {t('console.drop.choose')}
            </Button>
          )}
        </FileButton>
        <p className="small third">{text}</p>
      </div>
      {onText && (
        <form
          className={styles.paste}
          onSubmit={(event) => {
            event.preventDefault();
            onText(pasted);
          }}
        >
          <Textarea
            label={textLabel}
            placeholder={textHint}
            rows={9}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
            classNames={{ input: styles.area ?? '' }}
          />
          <Button type="submit" variant="default" loading={busy} disabled={pasted.trim() === ''}>
            {t('console.drop.read')}
          </Button>
        </form>
      )}
    </div>
  );
}
